package dev.flyball.runtime.observe;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Bytes that the current thread has allocated since it began. */
public final class ThreadMemory {

    /** The answer where nobody knows: on a virtual thread, on a JVM that does not count. */
    public static final long UNKNOWN = -1;

    private ThreadMemory() {}

    /** What this JVM counts; {@link #UNKNOWN} where module {@code jdk.management} is missing. */
    public static LongSupplier system() {
        try {
            ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
            if (threads != null && threads.isThreadAllocatedMemorySupported()) {
                return threads::getCurrentThreadAllocatedBytes;
            }
        } catch (LinkageError | RuntimeException missing) {
            // a trimmed runtime image, or an agent in a program of modules that uses none of it
        }
        return () -> UNKNOWN;
    }
}
