package dev.flyball.runtime.rate;

import org.jspecify.annotations.Nullable;

/**
 * What has been granted so far, and from that, when the next permits can be granted. Instants are nanoseconds that never
 * go back from one call to the next, starting at zero. Not thread-safe: its cell's lock guards it. A copy can be asked
 * what would happen if.
 */
abstract class Pacer {

    /** No instant: so many can never be granted. */
    static final long NEVER = Long.MAX_VALUE;

    /** The numbers in force. */
    abstract Pace pace();

    /** The first instant, {@code from} or later, at which so many permits can be granted if no others are before; or NEVER. */
    abstract long earliest(long from, long permits);

    /** Grants permits at an instant which {@link #earliest} allows. */
    abstract void take(long at, long permits);

    /** Permits that can be granted now. */
    abstract long available(long now);

    /** The share of its permits that is spent, from 0 to 1. */
    abstract double spentShare(long now);

    /** Whether a new pacer would do the same from now on. */
    abstract boolean isAsNew(long now);

    /** Another that has granted the same. */
    abstract Pacer copy();

    /** One with these numbers that has inherited, as told, what this one has granted. */
    abstract Pacer changed(Pace pace, Inherit how, long now);

    /** One with these numbers of which that share is spent as of now; {@code ceiling} only for an adaptive window. */
    static Pacer of(Pace pace, @Nullable Ceiling ceiling, double share, long now) {
        if (pace instanceof WarmUpSpec warmUp) {
            return WarmUpPacer.of(warmUp, share, now);
        }
        if (pace instanceof Bandwidths bandwidths) {
            return new BandPacer(bandwidths, share, now);
        }
        return WindowPacer.of(pace, ceiling, share, now);
    }

    /** What {@link #changed} does where the kinds differ. */
    final Pacer replaced(Pace pace, Inherit how, long now) {
        return of(pace, null, how.share(spentShare(now), pace().most(), pace.most()), now);
    }
}
