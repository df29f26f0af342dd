package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.RefusedException;
import java.time.Duration;

/**
 * The numbers of a sliding window: at most {@code permits} in any half-open span of {@code perNanos}, from whichever
 * instant on.
 *
 * @param permits from 1 to 2^31 - 1; up to {@value #EXACT} each grant is remembered by itself, beyond that a slice of a
 *     64th of the span at a time, which may let through a 64th less than allowed, never more
 * @param perNanos nanoseconds, at least 1
 */
public record WindowSpec(long permits, long perNanos) implements Pace {

    static final int EXACT = 4096;
    private static final int SLICES = 64;

    public WindowSpec {
        Pace.atLeastOne(permits, "permits");
        Pace.atLeastOne(perNanos, "perNanos");
        if (permits > Integer.MAX_VALUE || perNanos > RateSpec.LONGEST >> RateSpec.TICK_BITS) {
            throw new IllegalArgumentException("[rate-window] " + permits + " permits in " + perNanos
                    + "ns; give at most 2147483647 permits in two years");
        }
    }

    /** At most so many permits in any such span of time. */
    public static WindowSpec of(long permits, Duration per) {
        return new WindowSpec(permits, per.toNanos());
    }

    /** As {@link RateSpec#scaled}. */
    @Override
    public WindowSpec scaled(double share) {
        return permits * share >= RateSpec.FEW
                ? new WindowSpec(Pace.share(permits, share), perNanos)
                : new WindowSpec(permits, (long) Math.ceil(perNanos / share));
    }

    @Override
    public long most() {
        return permits;
    }

    @Override
    public String words(long now) {
        return now + " calls in any " + RefusedException.inWords(perNanos);
    }

    @Override
    public String room() {
        return "permits";
    }

    /** Grants closer together than this are remembered as one. */
    long grain() {
        return permits <= EXACT ? 0 : perNanos / SLICES;
    }
}
