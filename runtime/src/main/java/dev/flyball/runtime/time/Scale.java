package dev.flyball.runtime.time;

/**
 * Where a duration lies on a scale of 32 steps per octave, so that a step is at most 3.2 % wide; below 32 ns each
 * nanosecond is a step, above 2.4 hours all is one. After the layout of HdrHistogram (Gil Tene).
 */
public final class Scale {

    private static final int STEP_BITS = 5;

    /** How many steps an octave has. */
    public static final int STEPS = 1 << STEP_BITS;

    private static final int OCTAVES = 39;

    /** How many steps there are. */
    public static final int SIZE = (OCTAVES + 1) * STEPS;

    private static final long LONGEST = (1L << (OCTAVES + STEP_BITS)) - 1;

    private Scale() {}

    /** The step of a duration, from 0; {@code nanos} is at least 0. */
    public static int step(long nanos) {
        long value = Math.min(nanos, LONGEST);
        int octave = Math.max(0, 63 - STEP_BITS - Long.numberOfLeadingZeros(value | 1));
        return (octave << STEP_BITS) + (int) (value >>> octave);
    }

    /** The duration in the middle of a step. */
    public static double middle(int step) {
        int octave = Math.max(0, (step >> STEP_BITS) - 1);
        return Math.scalb((step - (octave << STEP_BITS)) + (octave == 0 ? 0 : 0.5), octave);
    }
}
