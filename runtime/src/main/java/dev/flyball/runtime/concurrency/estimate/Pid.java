package dev.flyball.runtime.concurrency.estimate;

/**
 * A proportional, integral and derivative controller on latency (Karl Åström, Tore Hägglund, "PID Controllers", 1995),
 * which descends along the gradient of the error:
 *
 * <pre>
 * e  = clamp(1 - p50 / T, -1, 1)      T = 1.5 b, or the target latency
 * S += e, kept in [-2, 2], and as it is while growth is barred
 * L *= 1 + clamp(0.2 e + 0.05 S + 0.05 (e - e'), -0.3, 0.1)
 * </pre>
 *
 * <p>The integral stands still while the limit may not follow it: otherwise idle time would wind it up, and the first
 * overload would be met with the limit rising.
 */
final class Pid implements LimitAlgorithm {

    private static final double TIMES_BASE = 1.5;

    private final double target;
    private double sum;
    private double last;

    Pid(double target) {
        this.target = target;
    }

    @Override
    public double next(double limit, Window window, double base, boolean mayGrow) {
        double goal = target > 0 ? target : TIMES_BASE * base;
        double error = clamp(1 - window.p50() / goal, -1, 1);
        if (mayGrow) {
            sum = clamp(sum + error, -2, 2);
        }
        double change = 0.2 * error + 0.05 * sum + 0.05 * (error - last);
        last = error;
        return limit * (1 + clamp(change, -0.3, 0.1));
    }

    private static double clamp(double value, double low, double high) {
        return Math.min(high, Math.max(low, value));
    }

    @Override
    public boolean heedsTarget() {
        return true;
    }
}
