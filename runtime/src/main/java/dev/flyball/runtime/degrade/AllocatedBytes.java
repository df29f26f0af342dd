package dev.flyball.runtime.degrade;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** How many bytes the calling thread has allocated since it began, or −1 where this JVM does not say. */
final class AllocatedBytes {

    private AllocatedBytes() {}

    static LongSupplier ofThisThread() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
                        && bean.isThreadAllocatedMemorySupported()
                        && bean.isThreadAllocatedMemoryEnabled()
                ? bean::getCurrentThreadAllocatedBytes
                : () -> -1;
    }
}
