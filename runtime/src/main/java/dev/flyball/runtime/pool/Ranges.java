package dev.flyball.runtime.pool;

import java.time.Duration;

/** What numbers may be given to the utilities of this package. */
final class Ranges {

    /** A wait of a century and more, in nanoseconds: deadlines must not overflow. */
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private static final int MOST_PLACES = 1 << 20;

    private Ranges() {}

    static int atLeastOne(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("[pool-range] " + what + " is " + value + "; give at least 1");
        }
        return value;
    }

    /** Items that may be on their way at once; all of them have a place from the start. */
    static int window(int workers, int queue) {
        long places = (long) workers + queue;
        if (places > MOST_PLACES) {
            throw new IllegalArgumentException("[pool-window] maxWorkers " + workers + " and maxQueueSize " + queue
                    + " are " + places + " items on their way; give at most " + MOST_PLACES + " together");
        }
        return (int) places;
    }

    static long nanos(Duration wait) {
        return wait.compareTo(Duration.ofNanos(LONGEST)) > 0 ? LONGEST : Math.max(wait.toNanos(), 0);
    }
}
