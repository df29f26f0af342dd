package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.RefusedException;
import java.time.Duration;

/**
 * The numbers of a limit that starts cold, at a third of its rate, and reaches the full rate after {@code warmUpNanos} of
 * uninterrupted use; while nobody calls it grows cold again. Permits come one at a time: none is saved.
 *
 * @param permits permits per {@code perNanos} when warm, at least 1
 * @param perNanos nanoseconds, at least 1
 * @param warmUpNanos how long a cold limit in constant use takes to its full rate, at least 1
 */
public record WarmUpSpec(long permits, long perNanos, long warmUpNanos) implements Pace {

    public WarmUpSpec {
        Pace.atLeastOne(warmUpNanos, "warmUpNanos");
        RateSpec one = new RateSpec(permits, perNanos, 1);
        if (warmUpNanos > RateSpec.LONGEST >> RateSpec.TICK_BITS || one.interval() > RateSpec.LONGEST >> 2) {
            throw new IllegalArgumentException("[rate-warm-up] a warm-up of " + warmUpNanos + "ns to " + permits
                    + " permits per " + perNanos + "ns; give at most two years, and half a year from permit to permit");
        }
    }

    /** So many permits per span of time, once warm. */
    public static WarmUpSpec of(long permits, Duration per, Duration warmUp) {
        return new WarmUpSpec(permits, per.toNanos(), warmUp.toNanos());
    }

    /** A longer span rather than fewer permits, which come one at a time anyway; the warm-up takes as long. */
    @Override
    public WarmUpSpec scaled(double share) {
        return new WarmUpSpec(permits, (long) Math.ceil(perNanos / share), warmUpNanos);
    }

    @Override
    public long most() {
        return 1;
    }

    @Override
    public String words(long now) {
        return permits + " calls per " + RefusedException.inWords(perNanos) + " (after a warm-up of "
                + RefusedException.inWords(warmUpNanos) + ")";
    }

    @Override
    public String room() {
        return "permits and shorten the warm-up";
    }

    /** Ticks from one permit to the next when warm. */
    long interval() {
        return new RateSpec(permits, perNanos, 1).interval();
    }
}
