package dev.flyball.runtime.pressure;

/** How hard pressed something is, in five steps; the numbers are those of pressure, 0 to 1. */
public enum PressureLevel {
    /** Below 0.65: nothing needs to be done. */
    NORMAL(0),
    /** From 0.65: limits may be lowered a little. */
    ELEVATED(0.65),
    /** From 0.75: what is optional should be left out. */
    HIGH(0.75),
    /** From 0.85: only simplified work. */
    CRITICAL(0.85),
    /** Above 0.95: the least that keeps the program alive. */
    EMERGENCY(0.95);

    private final double from;

    PressureLevel(double from) {
        this.from = from;
    }

    /** The pressure at which this level begins. */
    public double from() {
        return from;
    }

    /** The level of a pressure, by the numbers alone; 0.95 itself is still CRITICAL. */
    public static PressureLevel of(double pressure) {
        if (pressure > EMERGENCY.from) {
            return EMERGENCY;
        }
        if (pressure >= CRITICAL.from) {
            return CRITICAL;
        }
        if (pressure >= HIGH.from) {
            return HIGH;
        }
        return pressure >= ELEVATED.from ? ELEVATED : NORMAL;
    }

    /** Whether this level is that one or worse. */
    public boolean atLeast(PressureLevel other) {
        return compareTo(other) >= 0;
    }

    /** The next milder level; NORMAL stays. */
    PressureLevel milder() {
        return switch (this) {
            case EMERGENCY -> CRITICAL;
            case CRITICAL -> HIGH;
            case HIGH -> ELEVATED;
            case ELEVATED, NORMAL -> NORMAL;
        };
    }
}
