package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.PressureLevel;

/** How long work is kept under pressure, the most important first. */
public enum Priority {
    /** Given up last. */
    CRITICAL(1, 0.10, 1.5),
    /** Given up late. */
    HIGH(0, 0.05, 1.25),
    /** Given up in turn. */
    NORMAL(0, 0, 1),
    /** Given up first. */
    LOW(-1, -0.10, 1);

    private final int steps;
    private final double delay;
    private final double stretch;

    Priority(int steps, double delay, double stretch) {
        this.steps = steps;
        this.delay = delay;
        this.stretch = stretch;
    }

    /** The level from which work of this priority is given up, where {@code at} is written: LOW one earlier, CRITICAL one later. */
    public PressureLevel effective(PressureLevel at) {
        return Levels.of(Math.max(Levels.number(at) + steps, 1));
    }

    /** How much later in pressure a ramp begins. */
    double delay() {
        return delay;
    }

    /** By how much waits and timeouts may be longer. */
    double stretch() {
        return stretch;
    }
}
