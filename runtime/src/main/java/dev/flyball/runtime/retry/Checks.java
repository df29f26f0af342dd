package dev.flyball.runtime.retry;

import java.time.Duration;

/** What the numbers of a retry must fulfil. */
final class Checks {

    private static final Duration CENTURY = Duration.ofDays(36_500);

    private Checks() {}

    static void that(boolean holds, String attribute, Object value, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "[retry-rules] retry: " + attribute + " is " + value + "; it must be " + remedy);
        }
    }

    /** A century is as good as for ever, and leaves room for sums. */
    static long nanos(Duration duration) {
        return (duration.compareTo(CENTURY) < 0 ? duration : CENTURY).toNanos();
    }
}
