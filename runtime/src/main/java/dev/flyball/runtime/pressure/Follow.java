package dev.flyball.runtime.pressure;

import java.time.Duration;

/**
 * How a limit follows pressure p: the whole of it up to {@code from}, a share of {@code floor} from {@code to} on, and in
 * a straight line between. It is lowered at once; raised, from the floor to the whole, in {@code recovery} at the
 * earliest, so that what was too much does not come back in one go.
 *
 * <pre>
 * share(p) = 1 - (1 - floor) * clamp((p - from) / (to - from), 0, 1)
 * lowered:   share := share(p)         raised:   share := min(share(p), share + (1 - floor) * elapsed / recovery)
 * </pre>
 *
 * @param from pressure up to which nothing is taken away, at least 0
 * @param to pressure from which only the floor is left, above {@code from} and at most 1
 * @param floor the share that always remains, above 0 and at most 1
 * @param recovery time from the floor back to the whole at the earliest
 */
public record Follow(double from, double to, double floor, Duration recovery) {

    /** From 0.70, which a limit that is merely full does not exceed, to 0.95; a floor of 0.1; back in 30 s. */
    public static final Follow DEFAULT = new Follow(0.70, 0.95, 0.1, Duration.ofSeconds(30));

    /** Throws where a number lies outside its range. */
    public Follow {
        if (!(from >= 0 && from < to && to <= 1)) {
            throw new IllegalArgumentException("[pressure-follow] a limit cannot follow pressure from " + from + " to "
                    + to + "; give two rising numbers between 0 and 1");
        }
        if (!(floor > 0 && floor <= 1)) {
            throw new IllegalArgumentException(
                    "[pressure-floor] the floor is " + floor
                            + "; give a share above 0 and at most 1: a limit that lets nothing pass would never see pressure fall");
        }
        if (recovery.isNegative()) {
            throw new IllegalArgumentException(
                    "[pressure-recovery] the recovery is " + recovery + "; give zero or a longer time");
        }
    }

    /** The same over another range of pressure. */
    public Follow between(double newFrom, double newTo) {
        return new Follow(newFrom, newTo, floor, recovery);
    }

    /** The same down to another share. */
    public Follow downTo(double newFloor) {
        return new Follow(from, to, newFloor, recovery);
    }

    /** The same with another time to recover. */
    public Follow recoveringIn(Duration time) {
        return new Follow(from, to, floor, time);
    }

    /** What share a pressure leaves. */
    double share(double pressure) {
        if (pressure >= to) {
            return floor; // itself, not what is left of it after rounding
        }
        return 1 - (1 - floor) * Math.max((pressure - from) / (to - from), 0);
    }

    /** The share after so many nanoseconds under a pressure. */
    double next(double share, double pressure, long nanos) {
        double wanted = share(pressure);
        if (wanted <= share || recovery.isZero()) {
            return wanted;
        }
        return Math.min(wanted, share + (1 - floor) * Math.max(nanos, 0) / recovery.toNanos());
    }
}
