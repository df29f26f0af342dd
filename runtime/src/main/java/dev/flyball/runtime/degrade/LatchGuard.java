package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.ResourcePressure;
import dev.flyball.runtime.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a little through of what would be turned away, while the reading that says so is too old to trust: one call a
 * second or one in a hundred, whichever is more. If nothing ran nothing would be allocated, no collection would follow,
 * and the reading would stay what it is for ever.
 *
 * <p>{@code turnedAway} and {@code lastAt} change by compare-and-set or increment, by any caller, only while latched.
 */
final class LatchGuard {

    private static final long SECOND = 1_000_000_000L;
    private static final int ONE_IN = 100;

    private final ResourcePressure pressure;
    private final Clock clock;
    private final AtomicLong turnedAway = new AtomicLong();
    private final AtomicLong lastAt;

    LatchGuard(ResourcePressure pressure, Clock clock) {
        this.pressure = pressure;
        this.clock = clock;
        this.lastAt = new AtomicLong(clock.nanos() - SECOND);
    }

    /** Whether this call, which is about to be turned away, is let through instead. */
    boolean letsThrough() {
        if (!pressure.latched()) {
            return false;
        }
        long now = clock.nanos();
        long last = lastAt.get();
        if (now - last >= SECOND && lastAt.compareAndSet(last, now)) {
            return true;
        }
        if (turnedAway.incrementAndGet() % ONE_IN == 0) {
            lastAt.set(now);
            return true;
        }
        return false;
    }
}
