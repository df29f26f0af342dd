package dev.flyball.runtime.time;

import java.util.concurrent.locks.LockSupport;

/**
 * A monotonic clock in nanoseconds with an arbitrary origin; readings may only be compared by subtraction. An abstract
 * class, because the JIT sees through a class with one loaded subclass but not through an interface. Thread-safe.
 */
public abstract class Clock {

    private static final Clock SYSTEM = new SystemClock();

    protected Clock() {}

    /** The JVM's own monotonic clock. */
    public static Clock system() {
        return SYSTEM;
    }

    /** The current reading. */
    public abstract long nanos();

    /**
     * Parks the calling thread until the clock reads {@code deadline}, or it is unparked or interrupted, or for no
     * reason at all: callers look again, as with {@link LockSupport#park}.
     */
    public abstract void parkUntil(Object blocker, long deadline);

    private static final class SystemClock extends Clock {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void parkUntil(Object blocker, long deadline) {
            LockSupport.parkNanos(blocker, deadline - nanos());
        }
    }
}
