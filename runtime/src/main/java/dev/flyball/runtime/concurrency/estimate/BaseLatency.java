package dev.flyball.runtime.concurrency.estimate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The latency of a call that meets nearly no others, b. Samples of it are calls that began with at most k = floor(sqrt(L))
 * in flight; where load is too high for any to occur, it asks for a <em>probe</em>: a moment in which only k may run.
 * Without this b would be measured with the limiter's own queue in it, and limit and queue would feed each other.
 *
 * <p>Any thread adds; one thread at a time calls everything else. {@code most} (k) is written by that one and read by
 * adders, opaquely. An adder claims a place by an atomic increment, then writes its latency there, and adders that find
 * all places taken write nothing: under light load nearly every call is such a sample, and 32 a second are enough. A
 * place still empty when all are counted is one whose adder has not written yet; one written late holds a latency of a
 * moment ago, which does no harm among 32.
 */
final class BaseLatency {

    /** Samples that make an update. */
    static final int SAMPLES = 32;

    /** Samples that must do when a probe has taken too long. */
    private static final int FEWEST = 8;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** A median that differs from b by this share puts b in doubt: the next probe comes soon. */
    private static final double DOUBT = 0.25;

    private static final long LONGEST_PAUSE = 30 * SECOND;

    private static final VarHandle MOST;

    static {
        try {
            MOST = MethodHandles.lookup().findVarHandle(BaseLatency.class, "most", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLongArray samples = new AtomicLongArray(SAMPLES);
    private final long[] scratch = new long[SAMPLES];
    private final HourLow lowest = new HourLow();

    @SuppressWarnings("UnusedVariable") // through MOST
    private int most = 1;

    private double base;
    private boolean probing = true;
    private long probeStart;
    private long probeLength;
    private long pause = SECOND;
    private long lastTry;
    private double limitThen;

    // ---- any thread ------------------------------------------------------------------------------------------

    /** Takes the latency of a call that began with {@code running} in flight; true if that was the last one wanted. */
    boolean add(int running, long nanos) {
        if (running > (int) MOST.getOpaque(this) || taken.getOpaque() >= SAMPLES) {
            return false;
        }
        int place = taken.getAndIncrement();
        if (place >= SAMPLES) {
            return false;
        }
        samples.setOpaque(place, nanos);
        return place == SAMPLES - 1;
    }

    /** Calls in flight that make no queue: k. */
    int most() {
        return (int) MOST.getOpaque(this);
    }

    boolean full() {
        return taken.getOpaque() >= SAMPLES;
    }

    // ---- one thread at a time --------------------------------------------------------------------------------

    /** The latency without load in nanoseconds; 0 while unknown. */
    double nanos() {
        return base;
    }

    boolean probing() {
        return probing;
    }

    /** When the probe ends at the latest. */
    long probeEnd() {
        return probeStart + SECOND + (long) (64 * (base > 0 ? base : median()) / most());
    }

    /** The first look: the probe that it was made with begins. */
    void begin(long now, double limit) {
        probeStart = now;
        lastTry = now;
        limitThen = limit;
        follow(limit);
    }

    /** k follows the limit, except in a probe. */
    void follow(double limit) {
        MOST.setOpaque(this, Math.max(1, (int) Math.sqrt(limit)));
    }

    /** Updates b, begins a probe or ends one, as the time demands; true if it did any of these. */
    boolean look(long now, double limit, boolean mayProbe) {
        if (probing) {
            return (full() || now - probeEnd() >= 0 || !mayProbe) && ended(now, limit);
        }
        if (full() && now - lastTry >= SECOND) {
            update(now, limit);
            lastTry = now;
            return true;
        }
        return mayProbe && wanted(now, limit) && begun(now, limit);
    }

    private boolean begun(long now, double limit) {
        probing = true;
        probeStart = now;
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        clear();
        follow(limit);
        return true;
    }

    private boolean ended(long now, double limit) {
        probing = false;
        probeLength = now - probeStart;
        if (taken.get() >= FEWEST) {
            update(now, limit);
        }
        lastTry = now;
        follow(limit);
        return true;
    }

    private boolean wanted(long now, double limit) {
        long since = now - lastTry;
        if (base == 0) {
            return since >= SECOND;
        }
        return since >= Math.max(pause, 50 * probeLength)
                || (limit < 0.6 * limitThen && since >= Math.max(2 * SECOND, 20 * probeLength));
    }

    private void update(long now, double limit) {
        double median = median();
        if (median > 0) {
            if (Math.abs(median - base) > DOUBT * base) {
                pause = SECOND;
            }
            double moved = base == 0 ? median : base + 0.5 * (median - base);
            base = Math.min(moved, 3 * lowest.after(now, moved));
            limitThen = limit;
        }
        clear();
    }

    private double median() {
        int count = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long value = samples.getOpaque(i);
            if (value > 0) {
                scratch[count++] = value;
            }
        }
        Arrays.sort(scratch, 0, count);
        return count == 0 ? 0 : 0.5 * (scratch[(count - 1) / 2] + (double) scratch[count / 2]);
    }

    private void clear() {
        for (int i = 0; i < SAMPLES; i++) {
            samples.setOpaque(i, 0);
        }
        taken.set(0);
    }
}
