package dev.flyball.runtime.rate;

import java.util.Arrays;
import java.util.List;

/**
 * Several buckets that must all have a permit: the generic cell rate algorithm for each, as {@link Gcra} has it for one,
 * on what is owed at one instant common to all.
 *
 * <pre>
 * owed      ticks until all of a bucket's permits are back
 * earliest  when owed + n * interval <= span in every bucket
 * </pre>
 */
final class BandPacer extends Pacer {

    private final Bandwidths pace;
    private final long[] intervals;
    private final long[] spans;
    private final long[] owed;
    private long at;

    BandPacer(Bandwidths pace, double share, long now) {
        List<RateSpec> limits = pace.limits();
        this.pace = pace;
        this.intervals = limits.stream().mapToLong(RateSpec::interval).toArray();
        this.spans = limits.stream()
                .mapToLong(limit -> limit.burst() * limit.interval())
                .toArray();
        this.owed = Arrays.stream(spans)
                .map(span -> Math.min((long) Math.ceil(share * span), span))
                .toArray();
        this.at = now;
    }

    private BandPacer(BandPacer other) {
        this.pace = other.pace;
        this.intervals = other.intervals;
        this.spans = other.spans;
        this.owed = other.owed.clone();
        this.at = other.at;
    }

    @Override
    Pace pace() {
        return pace;
    }

    @Override
    long earliest(long from, long permits) {
        long missing = 0;
        for (int i = 0; i < owed.length; i++) {
            if (permits > spans[i] / intervals[i]) {
                return NEVER;
            }
            missing = Math.max(missing, owed(i, from) + permits * intervals[i] - spans[i]);
        }
        return from + Gcra.nanosUp(missing);
    }

    @Override
    void take(long now, long permits) {
        for (int i = 0; i < owed.length; i++) {
            owed[i] = owed(i, now) + permits * intervals[i];
        }
        at = now;
    }

    private long owed(int i, long now) {
        long passed = Math.min(now - at, RateSpec.LONGEST >> RateSpec.TICK_BITS) << RateSpec.TICK_BITS;
        return Math.max(owed[i] - passed, 0);
    }

    @Override
    long available(long now) {
        long available = Long.MAX_VALUE;
        for (int i = 0; i < owed.length; i++) {
            available = Math.min(available, (spans[i] - owed(i, now)) / intervals[i]);
        }
        return available;
    }

    @Override
    double spentShare(long now) {
        double share = 0;
        for (int i = 0; i < owed.length; i++) {
            share = Math.max(share, (double) owed(i, now) / spans[i]);
        }
        return share;
    }

    @Override
    boolean isAsNew(long now) {
        for (int i = 0; i < owed.length; i++) {
            if (owed(i, now) > 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    Pacer copy() {
        return new BandPacer(this);
    }

    /** Bucket by bucket where there are as many as before, else each as much spent as the most spent one was. */
    @Override
    Pacer changed(Pace next, Inherit how, long now) {
        if (!(next instanceof Bandwidths bands) || bands.limits().size() != owed.length) {
            return replaced(next, how, now);
        }
        BandPacer changed = new BandPacer(bands, 0, now);
        for (int i = 0; i < owed.length; i++) {
            double share = how.share(
                    (double) owed(i, now) / spans[i],
                    pace.limits().get(i).burst(),
                    bands.limits().get(i).burst());
            changed.owed[i] = Math.min((long) Math.ceil(share * changed.spans[i]), changed.spans[i]);
        }
        return changed;
    }
}
