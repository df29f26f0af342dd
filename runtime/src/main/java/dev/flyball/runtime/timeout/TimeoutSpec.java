package dev.flyball.runtime.timeout;

import java.time.Duration;

/**
 * How long a call may take, and whether the thread that runs it is interrupted then. Immutable.
 *
 * @param value the longest a call may take, above zero
 * @param interrupt whether a thread is interrupted at the deadline; if not, its call ends when the body does
 */
public record TimeoutSpec(Duration value, boolean interrupt) {

    /** As good as for ever, and sums with it do not overflow. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    public TimeoutSpec {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    "[timeout-value] timeout: value is " + value + "; it must be longer than 0s");
        }
    }

    /** Interrupts after this time. */
    public static TimeoutSpec of(Duration value) {
        return new TimeoutSpec(value, true);
    }

    /** The same without interrupts. */
    public TimeoutSpec withoutInterrupt() {
        return new TimeoutSpec(value, false);
    }

    long nanos() {
        return (value.compareTo(CENTURY) < 0 ? value : CENTURY).toNanos();
    }
}
