package dev.flyball.runtime.observe;

import java.io.Serializable;

/**
 * How long calls took, in nanoseconds; all zero while none was measured. The average and the percentiles are off by 1.6 %
 * at most.
 *
 * @param measured how many calls were measured
 */
public record DurationSummary(
        long measured, long averageNanos, long p50Nanos, long p95Nanos, long p99Nanos, long maxNanos)
        implements Serializable {

    /** Nothing was measured. */
    public static final DurationSummary NONE = new DurationSummary(0, 0, 0, 0, 0, 0);
}
