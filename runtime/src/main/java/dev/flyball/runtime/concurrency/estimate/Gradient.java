package dev.flyball.runtime.concurrency.estimate;

/**
 * The ratio of latency without load to latency now, as the share of the limit that does not queue:
 *
 * <pre>
 * g  = clamp(1.05 b / p50, 0.5, 1)
 * L += 0.2 (g L + sqrt(L) - L)
 * </pre>
 *
 * <p>It settles where {@code (1 - g) L = sqrt(L)}: about sqrt(L) calls queue, enough to find free capacity with, and few
 * enough to wait little. After Gradient2Limit of Netflix concurrency-limits, which takes a moving average of all
 * latencies for b and therefore drifts: its own queue becomes the measure of no queue.
 */
final class Gradient implements LimitAlgorithm {

    private static final double TOLERANCE = 1.05;
    private static final double SMOOTHING = 0.2;

    @Override
    public double next(double limit, Window window, double base, boolean mayGrow) {
        double gradient = Math.min(1, Math.max(0.5, TOLERANCE * base / window.p50()));
        return limit + SMOOTHING * (gradient * limit + Math.sqrt(limit) - limit);
    }
}
