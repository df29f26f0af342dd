package dev.flyball.runtime.pressure;

/** Exponential smoothing for steps of any length. */
public final class Smoothing {

    private Smoothing() {}

    /** What {@code before} has come to after so many nanoseconds of {@code raw}, at a time constant in nanoseconds. */
    public static double next(double before, double raw, long nanos, double constant) {
        return before + (raw - before) * -Math.expm1(-Math.max(nanos, 0) / constant);
    }
}
