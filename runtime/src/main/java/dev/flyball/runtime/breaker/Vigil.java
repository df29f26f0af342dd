package dev.flyball.runtime.breaker;

import dev.flyball.runtime.pressure.LiveMemory.Sample;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker remembers of live memory between two looks at it: whether one measurement in the present term was at or
 * above the threshold, so that a second one would open it. A measurement counts once, in the term in which it was first
 * seen; so whoever resets a breaker has it closed until two later collections say otherwise. Guarded by its monitor, which
 * no call takes.
 */
final class Vigil {

    /** How far below its threshold memory must fall before a breaker that it opened closes. */
    static final double GAP = 0.07;

    /** A measurement older than this says nothing. */
    private static final long VALID = TimeUnit.SECONDS.toNanos(30);

    private @Nullable Sample last;
    private @Nullable Sample first;
    private long epoch;

    static @Nullable Sample valid(@Nullable Sample sample, long now) {
        return sample == null || now - sample.takenAt() > VALID ? null : sample;
    }

    /** Whether this measurement is the second in {@code term}. */
    synchronized boolean isSecond(Term term, Sample sample, long now) {
        Sample before = last;
        last = sample;
        boolean reached = sample.live() >= term.rules.spec.memoryThreshold().opensAt(sample);
        if (epoch != term.epoch || !reached) {
            epoch = term.epoch;
            first = null;
        }
        if (!reached || (before != null && before.collections() == sample.collections())) {
            return false;
        }
        boolean second = valid(first, now) != null;
        first = sample;
        return second;
    }
}
