package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.concurrency.estimate.LimitAlgorithm;
import java.time.Duration;

/**
 * The numbers of an {@link AdaptiveLimit}. Immutable; start from {@link #DEFAULT} and change what you mean to:
 *
 * <pre>{@code
 * AdaptiveSpec.DEFAULT.withMax(200).withTargetLatency(Duration.ofMillis(50))
 * }</pre>
 *
 * @param algorithm how the limit follows what is measured
 * @param initial the limit at the start, from {@code min} to {@code max}
 * @param min the lowest limit, at least 1
 * @param max the highest limit
 * @param targetLatency the median latency to stay below; {@link Duration#ZERO}: as measured without load
 * @param maxWaiting callers that may wait for a place, at least 0
 */
public record AdaptiveSpec(Algorithm algorithm, int initial, int min, int max, Duration targetLatency, int maxWaiting) {

    /** Starts at 20 and stays between 1 and 1000, by {@link Algorithm#GRADIENT}; nobody waits. */
    public static final AdaptiveSpec DEFAULT = new AdaptiveSpec(Algorithm.GRADIENT, 20, 1, 1000, Duration.ZERO, 0);

    public AdaptiveSpec {
        if (min < 1 || initial < min || max < initial) {
            throw new IllegalArgumentException("[adaptive-spec] min = " + min + ", initial = " + initial + " and max = "
                    + max + " must be at least 1, and in this order");
        }
        if (targetLatency.isNegative() || maxWaiting < 0) {
            throw new IllegalArgumentException("[adaptive-spec-negative] targetLatency = " + targetLatency
                    + " and maxWaiting = " + maxWaiting + " must not be below 0");
        }
    }

    public AdaptiveSpec withAlgorithm(Algorithm other) {
        return new AdaptiveSpec(other, initial, min, max, targetLatency, maxWaiting);
    }

    public AdaptiveSpec withInitial(int limit) {
        return new AdaptiveSpec(algorithm, limit, min, max, targetLatency, maxWaiting);
    }

    public AdaptiveSpec withMin(int limit) {
        return new AdaptiveSpec(algorithm, initial, limit, max, targetLatency, maxWaiting);
    }

    public AdaptiveSpec withMax(int limit) {
        return new AdaptiveSpec(algorithm, initial, min, limit, targetLatency, maxWaiting);
    }

    /** Starting at {@code initial}, never below {@code min} nor above {@code max}. */
    public AdaptiveSpec withLimits(int newInitial, int newMin, int newMax) {
        return new AdaptiveSpec(algorithm, newInitial, newMin, newMax, targetLatency, maxWaiting);
    }

    public AdaptiveSpec withTargetLatency(Duration median) {
        return new AdaptiveSpec(algorithm, initial, min, max, median, maxWaiting);
    }

    public AdaptiveSpec withMaxWaiting(int callers) {
        return new AdaptiveSpec(algorithm, initial, min, max, targetLatency, callers);
    }

    LimitAlgorithm rule() {
        return algorithm.rule(target());
    }

    /** Nanoseconds, 0 for none; two years is as good as none. */
    double target() {
        return targetLatency.compareTo(Duration.ofDays(700)) > 0 ? 0 : targetLatency.toNanos();
    }
}
