package dev.flyball.runtime.concurrency.estimate;

/**
 * Little's law (John Little, "A Proof for the Queuing Formula L = λW", Operations Research 9, 1961): what runs without
 * queueing is throughput times latency without load.
 *
 * <pre>
 * target = L + sqrt(L)             if p50 <= 1.2 b: nobody queues, so there may be room
 *          1.25 X b + sqrt(L)      else
 * L     += 0.2 (target - L)
 * </pre>
 *
 * <p>X b alone would never grow again once it is too small, as a small limit makes a small X: hence a quarter more, and a
 * queue of sqrt(L).
 */
final class LittlesLaw implements LimitAlgorithm {

    private static final double UNQUEUED = 1.2;
    private static final double HEADROOM = 1.25;
    private static final double SMOOTHING = 0.2;

    @Override
    public double next(double limit, Window window, double base, boolean mayGrow) {
        double served = window.p50() <= UNQUEUED * base ? limit : HEADROOM * window.throughput() * base;
        return limit + SMOOTHING * (served + Math.sqrt(limit) - limit);
    }
}
