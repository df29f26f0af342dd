package dev.flyball.benchmarks.simulation;

/** How many calls took how long: 128 steps per octave, so a quantile is exact within 0.4 %. */
final class Latencies {

    private static final int STEP_BITS = 7;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[(64 - STEP_BITS) * STEPS];
    private long total;

    void record(long nanos) {
        counts[index(nanos)]++;
        total++;
    }

    void add(Latencies others) {
        for (int at = 0; at < counts.length; at++) {
            counts[at] += others.counts[at];
        }
        total += others.total;
    }

    long total() {
        return total;
    }

    /** The latency in nanoseconds that so many of all calls do not exceed; NaN without calls. */
    double quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int at = 0; at < counts.length; at++) {
            seen += counts[at];
            if (seen >= wanted) {
                return middle(at);
            }
        }
        return Double.NaN;
    }

    private static int index(long nanos) {
        int octave = 63 - Long.numberOfLeadingZeros(nanos | STEPS) - STEP_BITS;
        return (octave << STEP_BITS) + (int) (nanos >>> octave);
    }

    private static double middle(int index) {
        // Below 2 * STEPS the index is the value; above, one bit of the step belongs to the octave.
        int octave = Math.max(0, (index >> STEP_BITS) - 1);
        long step = index - ((long) octave << STEP_BITS);
        return (step + 0.5) * (1L << octave);
    }
}
