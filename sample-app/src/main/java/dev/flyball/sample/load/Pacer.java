package dev.flyball.sample.load;

import java.util.concurrent.locks.LockSupport;

/** The sender's clock: tells the time and waits for it. */
public interface Pacer {

    /** Nanoseconds of some monotonic clock. */
    long nanos();

    /** Returns when the clock has reached this reading, at once if it is past. */
    void awaitUntil(long nanos);

    /** The system's clock, waiting by parking. */
    static Pacer system() {
        return new Pacer() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void awaitUntil(long nanos) {
                for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
                    LockSupport.parkNanos(this, left);
                }
            }
        };
    }
}
