package dev.flyball.runtime.observe;

import dev.flyball.runtime.time.Scale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Durations counted by the {@linkplain Scale step} they fall on, so that a percentile is off by 1.6 % at most. Any thread
 * adds, any thread looks.
 *
 * <p>Each count is added to atomically and none is lost. Threads are spread over four stripes by their ids, so that two
 * that call at once seldom want the same word. A stripe's counts are made an octave at a time, when its first duration of that octave comes, and
 * published by compare-and-set: a method whose calls take between a microsecond and ten seconds has 6 KB a stripe, 25 KB
 * in all. {@code longest} is raised by compare-and-set and mostly only read.
 */
final class DurationHistogram {

    private static final int STRIPES = 4;
    private static final int OCTAVES = Scale.SIZE / Scale.STEPS;

    private final AtomicReferenceArray<AtomicLongArray> counts = new AtomicReferenceArray<>(STRIPES * OCTAVES);
    private final AtomicLong longest = new AtomicLong();

    void add(long nanos) {
        long duration = Math.max(0, nanos);
        int step = Scale.step(duration);
        int at = ((int) Thread.currentThread().getId() & (STRIPES - 1)) * OCTAVES + step / Scale.STEPS;
        AtomicLongArray octave = counts.get(at);
        if (octave == null) {
            octave = newOctave(at);
        }
        octave.getAndIncrement(step % Scale.STEPS);
        if (longest.get() < duration) {
            longest.accumulateAndGet(duration, Math::max);
        }
    }

    private AtomicLongArray newOctave(int at) {
        counts.compareAndSet(at, null, new AtomicLongArray(Scale.STEPS));
        return counts.get(at);
    }

    /** What was added so far. */
    DurationSummary summary() {
        long[] sums = new long[Scale.SIZE];
        long total = 0;
        double nanos = 0;
        for (int i = 0; i < counts.length(); i++) {
            AtomicLongArray octave = counts.get(i);
            for (int j = 0; octave != null && j < Scale.STEPS; j++) {
                int step = i % OCTAVES * Scale.STEPS + j;
                long count = octave.get(j);
                sums[step] += count;
                total += count;
                nanos += count * Scale.middle(step);
            }
        }
        if (total == 0) {
            return DurationSummary.NONE;
        }
        long max = longest.get();
        return new DurationSummary(
                total,
                Math.min(max, Math.round(nanos / total)),
                Math.min(max, percentile(sums, total, 0.50)),
                Math.min(max, percentile(sums, total, 0.95)),
                Math.min(max, percentile(sums, total, 0.99)),
                max);
    }

    /** The middle of the step on which the smallest duration lies that so large a share does not exceed. */
    private static long percentile(long[] sums, long total, double share) {
        long wanted = Math.max(1, (long) Math.ceil(total * share));
        int step = 0;
        long seen = sums[0];
        while (seen < wanted) {
            seen += sums[++step];
        }
        return Math.round(Scale.middle(step));
    }
}
