package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.PressureLevel;

/**
 * When calls are given up. Immutable.
 *
 * <pre>
 * without ramp:  all calls from the effective level on
 * with ramp:     clamp((p - a) / 0.10, 0, 1)^3 of them, a = lower bound of at, -0.10 LOW, +0.05 HIGH, +0.10 CRITICAL;
 *                at most 0.99 below EMERGENCY
 * </pre>
 *
 * @param at the level that is written, not NORMAL
 * @param ramp whether a share that grows with the pressure is given up, instead of all at once
 */
public record ShedSpec(PressureLevel at, Priority priority, boolean ramp) {

    /** All calls from HIGH on. */
    public static final ShedSpec DEFAULT = new ShedSpec(PressureLevel.HIGH, Priority.NORMAL, false);

    private static final double WIDTH = 0.10;
    private static final double MOST = 0.99;

    /** Throws for NORMAL. */
    public ShedSpec {
        if (at == PressureLevel.NORMAL) {
            throw new IllegalArgumentException("[shed-at] calls cannot be given up from NORMAL on;"
                    + " give ELEVATED, HIGH, CRITICAL or EMERGENCY, or do not make the calls");
        }
    }

    /** The same from another level on. */
    public ShedSpec from(PressureLevel level) {
        return new ShedSpec(level, priority, ramp);
    }

    /** The same with another priority. */
    public ShedSpec withPriority(Priority other) {
        return new ShedSpec(at, other, ramp);
    }

    /** The same, a growing share instead of all at once. */
    public ShedSpec ramped() {
        return new ShedSpec(at, priority, true);
    }

    /** The level from which calls are given up, as the priority has it. */
    public PressureLevel effective() {
        return priority.effective(at);
    }

    /** The share of calls that is given up at that level and pressure. */
    public double share(PressureLevel level, double pressure) {
        if (!ramp) {
            return level.atLeast(effective()) ? 1 : 0;
        }
        double steps = (within(level, pressure) - at.from() - priority.delay()) / WIDTH;
        double share = Math.min(Math.pow(Math.max(steps, 0), 3), 1);
        return level == PressureLevel.EMERGENCY ? share : Math.min(share, MOST);
    }

    /**
     * The pressure, as far as the level agrees: a level that was forced, that lags behind, or that an earlier part of the
     * call began with, is what counts.
     */
    private static double within(PressureLevel level, double pressure) {
        double to = level == PressureLevel.EMERGENCY
                ? 1
                : Levels.of(Levels.number(level) + 1).from();
        return Math.max(level.from(), Math.min(pressure, to));
    }
}
