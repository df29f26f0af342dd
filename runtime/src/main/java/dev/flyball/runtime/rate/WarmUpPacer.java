package dev.flyball.runtime.rate;

/**
 * A limit that warms up, as in Guava's {@code SmoothWarmingUp}. Coldness is counted in permits: it grows by one in each
 * interval in which nobody wants a permit, and falls by one with each permit. A permit costs time, the more the colder:
 *
 * <pre>
 * I     the interval from permit to permit when warm       W     the warm-up
 * c     3: a cold permit costs c * I                       S     coldness, from 0 to Smax
 * Sw    W / (I (c - 1)): warm at or below this             Smax  Sw + 2W / (I (1 + c)) = W / I: stone-cold
 * cost  I (1 + (c - 1) (S - Sw) / (Smax - Sw)) above Sw, integrated over the permit's own share of S; I below
 * </pre>
 *
 * <p>The costs of the permits from Smax to Sw add up to W: cold to warm takes exactly the warm-up if every permit is taken
 * as soon as it is there. The next permit can be had when the last one's cost has passed.
 */
final class WarmUpPacer extends Pacer {

    private static final double COLD = 3;

    private final WarmUpSpec spec;
    private final long interval;
    private final double warm;
    private final double coldest;

    /** At this instant {@code owed} ticks had still to pass, and coldness was {@code coldness}. */
    private long at;

    private long owed;
    private double coldness;

    WarmUpPacer(WarmUpSpec spec, long now, long owed) {
        this.spec = spec;
        this.interval = spec.interval();
        double ticks = (double) spec.warmUpNanos() * (1 << RateSpec.TICK_BITS);
        this.warm = ticks / (interval * (COLD - 1));
        this.coldest = warm + 2 * ticks / (interval * (1 + COLD));
        this.at = now;
        this.owed = owed;
        this.coldness = coldest;
    }

    static WarmUpPacer of(WarmUpSpec spec, double share, long now) {
        return new WarmUpPacer(spec, now, (long) Math.ceil(Math.min(share, 1) * spec.interval()));
    }

    @Override
    WarmUpSpec pace() {
        return spec;
    }

    @Override
    long earliest(long from, long permits) {
        return permits > 1 ? NEVER : from + Gcra.nanosUp(owed(from));
    }

    @Override
    void take(long now, long permits) {
        coldness = coldness(now);
        owed = owed(now) + cost();
        at = now;
        coldness = Math.max(coldness - 1, 0);
    }

    /** What the next permit costs, in ticks, rounded up. */
    private long cost() {
        double above = Math.min(Math.max(coldness - warm, 0), 1);
        double middle = (coldness - above / 2 - warm) / (coldest - warm);
        return (long) Math.ceil(interval * (1 + above * (COLD - 1) * middle) - 1e-6);
    }

    private long owed(long now) {
        return Math.max(owed - sinceLast(now), 0);
    }

    private double coldness(long now) {
        long idle = Math.max(sinceLast(now) - owed, 0);
        return Math.min(coldness + (double) idle / interval, coldest);
    }

    private long sinceLast(long now) {
        return Math.min(now - at, RateSpec.LONGEST >> RateSpec.TICK_BITS) << RateSpec.TICK_BITS;
    }

    @Override
    long available(long now) {
        return owed(now) == 0 ? 1 : 0;
    }

    @Override
    double spentShare(long now) {
        return Math.min((double) owed(now) / interval, 1);
    }

    @Override
    boolean isAsNew(long now) {
        return owed(now) == 0 && coldness(now) >= coldest;
    }

    @Override
    Pacer copy() {
        WarmUpPacer copy = new WarmUpPacer(spec, at, owed);
        copy.coldness = coldness;
        return copy;
    }

    /** What is owed and how cold it is change in proportion. */
    @Override
    Pacer changed(Pace pace, Inherit how, long now) {
        if (!(pace instanceof WarmUpSpec next) || how == Inherit.RESET) {
            return replaced(pace, how, now);
        }
        WarmUpPacer changed = new WarmUpPacer(next, now, 0);
        changed.owed = (long) Math.ceil((double) owed(now) * changed.interval / interval);
        changed.coldness = coldness(now) / coldest * changed.coldest;
        return changed;
    }
}
