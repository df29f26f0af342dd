package dev.flyball.runtime.pressure;

/**
 * How far one controller alone may push the pressure of the whole program: its pressure counts up to a cap. A cap, not a
 * factor, so that a number means the same for a controller and for the program.
 */
public enum Importance {
    /** The program stands or falls with it: counts in full. For resource monitors, and whatever a user registers. */
    ESSENTIAL(1),
    /**
     * Counts up to 0.84: alone it makes the level HIGH at most. For bulkheads and adaptive limits, which exist so that
     * one full part does not sink the rest.
     */
    ORDINARY(0.84),
    /**
     * Counts up to 0.74: alone it makes the level ELEVATED at most. For circuit breakers and rate limits. What limits
     * intake must not look like overload to those who limit intake by it, or it would hold itself down for ever.
     */
    MINOR(0.74),
    /** Is shown and can be followed, but does not count. For keyed limits, which protect callers from each other. */
    IGNORED(0);

    private final double cap;

    Importance(double cap) {
        this.cap = cap;
    }

    /** The most it can contribute. */
    public double cap() {
        return cap;
    }
}
