package dev.flyball.benchmarks;

import java.util.Locale;

/**
 * What one call costs a thread.
 *
 * @param nanos nanoseconds
 * @param bytes bytes allocated
 */
record Cost(double nanos, double bytes) {

    /** Below this, what JMH itself allocates is all there is. */
    private static final double NOISE = 0.5;

    boolean allocates() {
        return bytes >= NOISE;
    }

    @Override
    public String toString() {
        String time = String.format(Locale.ROOT, nanos < 100 ? "%.1f" : "%.0f", nanos);
        return allocates() ? time + " (" + Math.round(bytes) + " B)" : time;
    }
}
