package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.time.Clock;
import java.nio.file.Path;

/** Where a {@link ResourceMonitor} gets its signals from. */
public abstract class Sensing {

    Sensing() {}

    /** All that this JVM, the kernel and the container tell; on other systems than Linux, the JVM alone. */
    public static Sensing system(Clock clock) {
        return new SystemSensing(clock, Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /** Nothing: a monitor that stays at NORMAL unless it is forced to another level. For tests. */
    public static Sensing none() {
        return new Nothing();
    }

    /** Whether there is anything to look at. */
    public boolean senses() {
        return true;
    }

    /** Before the first look, on the thread of the looks. */
    void begin() {}

    /** After the last look. */
    void end() {}

    /** Fills in what is known, after {@link Raw#clear}. Called by one thread at a time. */
    abstract void read(long now, Raw raw);

    /** Where the best of the signals come from, in a person's words. */
    abstract String source();

    /** What the heap held after its last collection. */
    abstract LiveMemory live();

    private static final class Nothing extends Sensing {
        @Override
        public boolean senses() {
            return false;
        }

        @Override
        void read(long now, Raw raw) {}

        @Override
        String source() {
            return "nothing";
        }

        @Override
        LiveMemory live() {
            return () -> null;
        }
    }
}
