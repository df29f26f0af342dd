package dev.flyball.runtime.concurrency.estimate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * A limit on calls at once that follows what calls report: it joins {@linkplain SampleWindow windows},
 * {@linkplain BaseLatency base latency} and a {@linkplain LimitAlgorithm rule}. Enforces nothing.
 *
 * <p>Any thread calls {@link #success}, {@link #drop}, {@link #due}. Everything else is for one thread at a time, each
 * seeing what the one before it wrote: the caller sees to that. {@code looked} and {@code rest}, when it last looked and
 * how long it can do without, are written by that thread and read by all, opaquely: a stale one makes somebody look once
 * too often or a moment late.
 *
 * <p>It keeps a time of its own, which stands still where the clock goes back. A reading a little older than the last one
 * is that of a thread that was overtaken; one older by more than a second is a clock that was set back, followed from
 * there on.
 */
public final class Estimator {

    private static final long OVERTAKEN = TimeUnit.SECONDS.toNanos(1);
    private static final double CUT = 0.9;

    private static final VarHandle LOOKED;
    private static final VarHandle REST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LOOKED = lookup.findVarHandle(Estimator.class, "looked", long.class);
            REST = lookup.findVarHandle(Estimator.class, "rest", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final SampleWindow window;
    private final BaseLatency base = new BaseLatency();
    private LimitAlgorithm algorithm;
    private double limit;
    private int min;
    private int max;
    private double target;

    private long looked;

    @SuppressWarnings("UnusedVariable") // through REST
    private long rest;

    private long time;
    private boolean begun;
    private boolean changed;

    private double p50;
    private double throughput;
    private Cause cause = Cause.LATENCY;

    /** Why a limit is what it is. */
    public enum Cause {
        /** The median latency said so. */
        LATENCY,
        /** Calls were dropped. */
        DROP,
        /** A person changed the numbers. */
        MANUAL,
        /** Configuration changed the numbers. */
        CONFIG
    }

    /**
     * @param target nanoseconds that the median latency should stay below, 0 for none
     * @param processors how many threads may report at the very same time
     */
    public Estimator(LimitAlgorithm algorithm, double initial, int min, int max, double target, int processors) {
        this.window = new SampleWindow(processors);
        this.algorithm = algorithm;
        this.limit = initial;
        this.min = min;
        this.max = max;
        this.target = target;
        base.follow(initial);
    }

    // ---- any thread ------------------------------------------------------------------------------------------

    /**
     * Takes a call that succeeded; true if somebody should {@link #look} now.
     *
     * @param running calls in flight when it began, itself included
     * @param nanos how long it took
     */
    public boolean success(int running, long nanos, long now) {
        long latency = Math.max(1, nanos);
        window.add(running, latency);
        return base.add(running, latency) || due(now);
    }

    /** Takes a call that timed out or met an overload; true if somebody should {@link #look} now. */
    public boolean drop(long now) {
        window.drop();
        return due(now);
    }

    /** Whether somebody should {@link #look} now; also if the clock went back. */
    public boolean due(long now) {
        long since = now - (long) LOOKED.getOpaque(this);
        return Long.compareUnsigned(since, (long) REST.getOpaque(this)) >= 0;
    }

    // ---- one thread at a time --------------------------------------------------------------------------------

    /** Judges what was reported, if it is time to; true if anything that can be read here has changed. */
    public boolean look(long now) {
        boolean news = changed;
        changed = false;
        pass(now);
        if (!begun) {
            begun = true;
            base.begin(time, limit);
            news = true;
        }
        boolean wasProbing = probing();
        boolean turned = base.look(time, limit, mayProbe());
        if (window.due(time) || (turned && !base.probing())) {
            judge(window.close(time), wasProbing || base.probing());
            news = true;
        }
        news |= turned;
        if (!base.probing()) {
            base.follow(limit);
        }
        REST.setOpaque(this, Math.max(0, window.ripe() - time));
        return news;
    }

    private void pass(long now) {
        long passed = now - looked;
        if (begun && passed > 0) {
            time += passed;
        }
        if (!begun || passed > 0 || passed < -OVERTAKEN) {
            LOOKED.setOpaque(this, now);
        }
    }

    /** What ran in a probe was not what may run, and says nothing but that calls were dropped. */
    private void judge(Window window, boolean probed) {
        if (window.drops() > 0) {
            algorithm.cut(limit, time);
            limit(limit * CUT, Cause.DROP);
        } else if (window.samples() >= SampleWindow.FEWEST && !probed) {
            p50 = window.p50();
            throughput = window.throughput();
            if (base.nanos() > 0 || heedsTarget()) {
                follow(window);
            }
        }
    }

    private void follow(Window window) {
        boolean mayGrow = window.peak() >= limit / 2 && (target == 0 || heedsTarget() || p50 <= target);
        double next = algorithm.next(limit, window, base.nanos(), mayGrow);
        limit(mayGrow ? next : Math.min(next, limit), Cause.LATENCY);
    }

    private boolean heedsTarget() {
        return target > 0 && algorithm.heedsTarget();
    }

    /** A limit that cannot move, or whose rule looks at the target instead, needs no base latency. */
    private boolean mayProbe() {
        return min < max && !heedsTarget();
    }

    private void limit(double wanted, Cause why) {
        double next = Math.min(max, Math.max(min, wanted));
        if (next != limit && !Double.isNaN(next)) {
            limit = next;
            cause = why;
        }
    }

    /** Another rule or other bounds; limit, base latency and samples stay as far as they fit. */
    public void change(LimitAlgorithm another, int newMin, int newMax, double newTarget, Cause why) {
        algorithm = another;
        min = newMin;
        max = newMax;
        target = newTarget;
        changed = true;
        limit(limit, why);
    }

    /** The limit, a whole number or between two. */
    public double limit() {
        return limit;
    }

    /** Calls that may run at once now: the limit rounded down, or few in a probe. */
    public int enforced() {
        return probing() ? Math.min(base.most(), (int) limit) : (int) limit;
    }

    /** Whether only few calls may run, to measure the latency without load. */
    public boolean probing() {
        return base.probing() && mayProbe();
    }

    /** How long this probe may last from the last {@link #look} on, in nanoseconds; only while {@link #probing}. */
    public long probeLeft() {
        return Math.max(0, base.probeEnd() - time);
    }

    /** What the limit was changed for last; meaningless before it ever was. */
    public Cause cause() {
        return cause;
    }

    /** Calls dropped so far; any thread may ask. */
    public int drops() {
        return window.drops();
    }

    /** The latency without load in nanoseconds, 0 while unknown. */
    public double baseLatency() {
        return base.nanos();
    }

    /** The median latency of the last window judged, in nanoseconds, 0 before the first. */
    public double p50() {
        return p50;
    }

    /** Successes per nanosecond in the last window judged. */
    public double throughput() {
        return throughput;
    }
}
