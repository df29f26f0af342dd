package dev.flyball.runtime.concurrency.estimate;

/**
 * Additive increase, multiplicative decrease (Dah-Ming Chiu, Raj Jain, "Analysis of the Increase and Decrease Algorithms
 * for Congestion Avoidance in Computer Networks", 1989), as in TCP Reno, with latency for loss:
 *
 * <pre>
 * L = 0.9 L     if p50 > T       T = 1.7 b, or the target latency
 *     L + 1     else
 * </pre>
 */
final class Aimd implements LimitAlgorithm {

    private static final double TIMES_BASE = 1.7;

    private final double target;

    Aimd(double target) {
        this.target = target;
    }

    @Override
    public double next(double limit, Window window, double base, boolean mayGrow) {
        return window.p50() > (target > 0 ? target : TIMES_BASE * base) ? 0.9 * limit : limit + 1;
    }

    @Override
    public boolean heedsTarget() {
        return true;
    }
}
