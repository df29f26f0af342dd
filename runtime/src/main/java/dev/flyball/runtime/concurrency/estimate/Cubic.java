package dev.flyball.runtime.concurrency.estimate;

/**
 * CUBIC (Sangtae Ha, Injong Rhee, Lisong Xu, 2008; RFC 9438), with latency for loss. After a cut the limit grows along a
 * cubic of the time t since: fast, slowly near W, the limit that was too high, then fast again.
 *
 * <pre>
 * if p50 > T:  W = L, t = 0, L = 0.8 L              T = 1.7 b, or the target latency
 * else:        L = max(L, min(1.5 L, 0.4 (t - K)^3 + W))     t in seconds, K = cbrt(W / 2)
 * before any cut: L += max(1, L / 10)
 * </pre>
 *
 * <p>K makes the curve begin at 0.8 W. A cut by drops begins it anew as well, or the old curve would undo it at once.
 */
final class Cubic implements LimitAlgorithm {

    private static final double TIMES_BASE = 1.7;
    private static final double CUT = 0.8;
    private static final double SCALE = 0.4;

    private final double target;
    private boolean everCut;
    private double tooHigh;
    private long cutAt;

    Cubic(double target) {
        this.target = target;
    }

    @Override
    public double next(double limit, Window window, double base, boolean mayGrow) {
        if (window.p50() > (target > 0 ? target : TIMES_BASE * base)) {
            cut(limit, window.until());
            return CUT * limit;
        }
        if (!everCut) {
            return limit + Math.max(1, limit / 10);
        }
        double distance = (window.until() - cutAt) / 1e9 - StrictMath.cbrt(tooHigh * (1 - CUT) / SCALE);
        double curve = SCALE * distance * distance * distance + tooHigh;
        return Math.max(limit, Math.min(1.5 * limit, curve));
    }

    @Override
    public void cut(double limit, long now) {
        everCut = true;
        tooHigh = limit;
        cutAt = now;
    }

    @Override
    public boolean heedsTarget() {
        return true;
    }
}
