package dev.flyball.runtime.pressure;

import java.util.concurrent.TimeUnit;

/**
 * From a controller's counts to its pressure, 0 to 1.
 *
 * <pre>
 * u = in use / capacity                             how full
 * q = waiting / room to wait                        how long the queue
 * r = refused / max(admitted + refused, 10)         what part was turned away, of the last seconds (decay 2 s)
 *
 * raw      = max( g(u; .50:.30 .80:.50 .90:.60 1:.70)
 *               , g(q; .10:.50 .25:.65 .50:.75 .75:.85 .90:.95 1:1)
 *               , g(r; .01:.50 .05:.65 .15:.75 .30:.85 .50:.95 .70:1) )
 * pressure = raw, smoothed: 2 s rising, 10 s falling (time constants)
 * </pre>
 *
 * <p>g is a {@link Curve}. A limit that is full works as it should, and so alone never makes more than ELEVATED; trouble
 * is what has to wait or is turned away. The curve of refusals is the one of a container's throttled CPU periods. The
 * largest part counts, not a sum, so that a reading has one reason. Each ratio lies in 0..1 whatever the counts; one that
 * cannot be told is 0.
 */
final class Formula {

    private static final Curve FULL = Curve.through(.50, .30, .80, .50, .90, .60, 1, .70);
    private static final Curve QUEUED = Curve.through(.10, .50, .25, .65, .50, .75, .75, .85, .90, .95, 1, 1);
    private static final Curve REFUSED = Curve.through(.01, .50, .05, .65, .15, .75, .30, .85, .50, .95, .70, 1);

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double REFUSALS_DECAY = 2 * SECOND;
    private static final double RISING = 2 * SECOND;
    private static final double FALLING = 10 * SECOND;

    /** Calls that a share of refusals is at least taken of: one stray refusal is no overload. */
    private static final double FEW = 10;

    private Formula() {}

    static double full(Load.Counted load) {
        if (load.capacity() < 0) {
            return 0;
        }
        return load.inUse() >= load.capacity() ? 1 : ratio((double) load.inUse(), (double) load.capacity());
    }

    static double queued(Load.Counted load) {
        if (load.waiting() <= 0 || load.room() < 0) {
            return 0;
        }
        return load.waiting() >= load.room() ? 1 : ratio((double) load.waiting(), (double) load.room());
    }

    private static double ratio(double part, double whole) {
        return Math.max(part / whole, 0);
    }

    static double refused(double admitted, double refused) {
        return refused / Math.max(admitted + refused, FEW);
    }

    static double raw(double full, double queued, double refused) {
        return Math.max(FULL.at(full), Math.max(QUEUED.at(queued), REFUSED.at(refused)));
    }

    static double fullAlone(double ratio) {
        return FULL.at(ratio);
    }

    static double queuedAlone(double ratio) {
        return QUEUED.at(ratio);
    }

    /** What a total of refusals or admissions shrinks to after so many nanoseconds. */
    static double decayed(double total, long nanos) {
        return total * Math.exp(-Math.max(nanos, 0) / REFUSALS_DECAY);
    }

    /** Exponential smoothing for steps of any length. */
    static double smoothed(double before, double raw, long nanos) {
        return Smoothing.next(before, raw, nanos, raw > before ? RISING : FALLING);
    }
}
