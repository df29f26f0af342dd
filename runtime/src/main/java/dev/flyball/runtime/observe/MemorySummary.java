package dev.flyball.runtime.observe;

import java.io.Serializable;

/**
 * What calls allocated, in bytes, on the threads that ran their bodies: not what they kept. All zero while no call was
 * measured, as where this JVM does not tell.
 *
 * @param measured how many calls were measured
 * @param peakBytes the most that a measured call allocated
 */
public record MemorySummary(long measured, long averageBytes, long peakBytes) implements Serializable {

    /** Nothing was measured. */
    public static final MemorySummary NONE = new MemorySummary(0, 0, 0);
}
