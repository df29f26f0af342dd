package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.RefusedException;
import java.time.Duration;

/**
 * The numbers of a {@link TokenBucket}: {@code permits} per {@code perNanos}, and up to {@code burst} at once after a
 * rest.
 *
 * @param permits permits that come back per {@code perNanos}, at least 1
 * @param perNanos nanoseconds, at least 1
 * @param burst permits that can be spent at one instant, at least 1
 */
public record RateSpec(long permits, long perNanos, long burst) implements Pace {

    /** A clock tick is a sixteenth of a nanosecond: rates of billions per second keep their exact spacing. */
    static final int TICK_BITS = 4;

    /** The longest span that a bucket reckons with, in ticks: two years, so that sums of several cannot overflow. */
    static final long LONGEST = 1L << 60;

    public RateSpec {
        Pace.atLeastOne(permits, "permits");
        Pace.atLeastOne(perNanos, "perNanos");
        Pace.atLeastOne(burst, "burst");
        if (perNanos > LONGEST >> TICK_BITS || burst > LONGEST / interval(permits, perNanos)) {
            throw new IllegalArgumentException("[rate-spec] " + permits + " permits per " + perNanos
                    + "ns with a burst of " + burst + " take more than two years to fill; lower the burst or per");
        }
    }

    /** As many permits can be scaled by themselves with an error of a tenth at most. */
    static final double FEW = 10;

    /** So many permits per span of time, and as many at once. */
    public static RateSpec of(long permits, Duration per) {
        return new RateSpec(permits, per.toNanos(), permits);
    }

    /** Few permits are spread over a longer time: a share of them could not be told from all or none. */
    @Override
    public RateSpec scaled(double share) {
        return permits * share >= FEW
                ? new RateSpec(Pace.share(permits, share), perNanos, Pace.share(burst, share))
                : new RateSpec(permits, (long) Math.ceil(perNanos / share), Pace.share(burst, share));
    }

    /** The same rate with another burst. */
    public RateSpec withBurst(long other) {
        return new RateSpec(permits, perNanos, other);
    }

    @Override
    public long most() {
        return burst;
    }

    @Override
    public String words(long now) {
        return permits + " calls per " + RefusedException.inWords(perNanos) + " (burst " + burst + ")";
    }

    @Override
    public String room() {
        return "burst";
    }

    /** A wait in nanoseconds, at least 0 and at most what a cell can reckon with. */
    static long nanos(Duration wait) {
        return wait.compareTo(Duration.ofNanos(LONGEST)) > 0 ? boundedWait(LONGEST) : boundedWait(wait.toNanos());
    }

    static long boundedWait(long nanos) {
        return Math.min(Math.max(nanos, 0), LONGEST >> TICK_BITS);
    }

    /** Ticks from one permit to the next, rounded up, so that rounding never lets more through. */
    long interval() {
        return interval(permits, perNanos);
    }

    private static long interval(long permits, long perNanos) {
        return ((perNanos << TICK_BITS) - 1) / permits + 1;
    }
}
