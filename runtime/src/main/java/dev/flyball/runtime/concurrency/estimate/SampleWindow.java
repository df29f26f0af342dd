package dev.flyball.runtime.concurrency.estimate;

import dev.flyball.runtime.time.Scale;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The latencies of the calls that ended since the last look, and how many were dropped. Any thread adds; one thread at a
 * time looks.
 *
 * <p>Adding must cost next to nothing, so it takes no atomic update. Each thread has its stripe, an array of its own
 * cache lines found by thread id: a count of samples, the peak, and one counter per {@linkplain Scale step} of latency.
 * All are read and written opaquely: two threads of one stripe that add at once may lose one of the two samples, never
 * more, and the median does not mind. Drops are counted by an atomic increment, because one drop decides.
 *
 * <p>Counters only grow, and wrap. Who looks keeps the totals of the last look and takes the difference; setting a
 * counter back to zero instead would let an adder that had read it before write all of the old samples back. A stripe is
 * made when its first thread comes, and published by compare-and-set. Only the peak is set back: who was about to raise
 * it comes again with the next call.
 */
final class SampleWindow {

    /** A window with fewer samples is no measurement. */
    static final int FEWEST = 5;

    private static final int ENOUGH = 20;
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);

    private static final int MOST_STRIPES = 16;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);

    /** Cells of a stripe: 64 bytes that nobody writes, the hot ones, the scale, 64 bytes more. */
    private static final int PAD = 16;

    private static final int COUNT = PAD;
    private static final int PEAK = PAD + 1;
    private static final int FIRST = PAD + 2;

    private final AtomicReferenceArray<int[]> stripes;
    private final int mask;
    private final AtomicInteger drops = new AtomicInteger();

    private final int[] before = new int[Scale.SIZE];
    private final int[] fresh = new int[Scale.SIZE];
    private int countBefore;
    private int dropsBefore;
    private long start;

    SampleWindow(int processors) {
        int wanted = Math.min(Math.max(2 * processors, 2), MOST_STRIPES);
        int size = Integer.highestOneBit(wanted - 1) << 1;
        this.stripes = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
    }

    /** Adds a success that began with {@code running} calls in flight and took {@code nanos}, at least 1. */
    void add(int running, long nanos) {
        int at = (int) Thread.currentThread().getId() & mask;
        int[] stripe = stripes.get(at);
        if (stripe == null) {
            stripe = newStripe(at);
        }
        int cell = FIRST + Scale.step(nanos);
        CELL.setOpaque(stripe, cell, (int) CELL.getOpaque(stripe, cell) + 1);
        CELL.setOpaque(stripe, COUNT, (int) CELL.getOpaque(stripe, COUNT) + 1);
        if ((int) CELL.getOpaque(stripe, PEAK) < running) {
            CELL.setOpaque(stripe, PEAK, running);
        }
    }

    private int[] newStripe(int at) {
        stripes.compareAndSet(at, null, new int[FIRST + Scale.SIZE + PAD]);
        return stripes.get(at);
    }

    /** Adds a call that was dropped. */
    void drop() {
        drops.getAndIncrement();
    }

    /** Calls dropped so far. */
    int drops() {
        return drops.get();
    }

    /** When it can close at the earliest. */
    long ripe() {
        return start + SHORTEST;
    }

    /** Whether it has lasted long enough and holds enough to be judged, or has lasted too long to wait for more. */
    boolean due(long now) {
        long lasted = now - start;
        return lasted >= LONGEST || (lasted >= SHORTEST && count() - countBefore + drops.get() - dropsBefore >= ENOUGH);
    }

    private int count() {
        int sum = 0;
        for (int i = 0; i <= mask; i++) {
            int[] stripe = stripes.get(i);
            sum += stripe == null ? 0 : (int) CELL.getOpaque(stripe, COUNT);
        }
        return sum;
    }

    /** What was added since the last look; the next window begins. */
    Window close(long now) {
        countBefore = count();
        int dropped = drops.get();
        int newDrops = dropped - dropsBefore;
        dropsBefore = dropped;
        int samples = collect();
        double p50 = median(samples);
        Window window = new Window(samples, p50, samples / (double) Math.max(1, now - start), newDrops, peak(), now);
        start = now;
        return window;
    }

    private int collect() {
        int samples = 0;
        for (int step = 0; step < Scale.SIZE; step++) {
            int total = 0;
            for (int i = 0; i <= mask; i++) {
                int[] stripe = stripes.get(i);
                total += stripe == null ? 0 : (int) CELL.getOpaque(stripe, FIRST + step);
            }
            // a late write of an adder that slept can take a counter back
            fresh[step] = Math.max(0, total - before[step]);
            before[step] = total;
            samples += fresh[step];
        }
        return samples;
    }

    private double median(int samples) {
        int step = 0;
        int seen = fresh[0];
        while (2L * seen < samples) {
            seen += fresh[++step];
        }
        return Scale.middle(step);
    }

    private int peak() {
        int peak = 0;
        for (int i = 0; i <= mask; i++) {
            int[] stripe = stripes.get(i);
            if (stripe != null) {
                peak = Math.max(peak, (int) CELL.getAndSet(stripe, PEAK, 0));
            }
        }
        return peak;
    }
}
