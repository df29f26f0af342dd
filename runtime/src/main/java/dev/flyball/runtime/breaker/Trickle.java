package dev.flyball.runtime.breaker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The few calls that pass while memory keeps a breaker open: one a second, or one in a hundred where that is more. If
 * none did, nothing might be allocated, so nothing collected, and the last measurement would stand for good.
 *
 * <p>{@code asked} is raised by every caller, {@code due} by who passes: by compare-and-set if it was its turn, simply if
 * it was a hundredth one, so that both rules together let no more pass than the larger one.
 */
final class Trickle {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long ONE_IN = 100;

    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong due;

    Trickle(long now) {
        this.due = new AtomicLong(now + EVERY);
    }

    /** Zero if this call passes, else the nanoseconds after which one would. */
    long ask(long now) {
        if (asked.incrementAndGet() % ONE_IN == 0) {
            due.set(now + EVERY);
            return 0;
        }
        long at = due.get();
        if (now - at < 0) {
            return at - now;
        }
        return due.compareAndSet(at, now + EVERY) ? 0 : EVERY;
    }

    /** The nanoseconds after which a call would pass, 0 if one would now. */
    long left(long now) {
        return Math.max(0, due.get() - now);
    }
}
