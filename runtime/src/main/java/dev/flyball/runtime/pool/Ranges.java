package dev.flyball.runtime.pool;

import java.time.Duration;

/** What numbers may be given to the utilities of this package. */
final class Ranges {

    /** A wait of a century and more, in nanoseconds: deadlines must not overflow. */
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private Ranges() {}

    static int atLeastOne(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("[pool-range] " + what + " is " + value + "; give at least 1");
        }
        return value;
    }

    static long nanos(Duration wait) {
        return wait.compareTo(Duration.ofNanos(LONGEST)) > 0 ? LONGEST : Math.max(wait.toNanos(), 0);
    }
}
