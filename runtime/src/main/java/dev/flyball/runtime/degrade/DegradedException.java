package dev.flyball.runtime.degrade;

import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.pressure.PressureLevel;
import java.util.Locale;

/**
 * A call that was given up because memory or processors are under pressure. Puts its message together when somebody reads
 * it.
 */
public final class DegradedException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final PressureLevel level;
    private final PressureLevel at;
    private final PressureLevel effective;
    private final Priority priority;
    private final boolean ramp;
    private final double pressure;
    private final String reason;
    private final long rest;

    DegradedException(
            String method,
            String policy,
            long rest,
            PressureLevel level,
            ShedSpec spec,
            double pressure,
            String reason) {
        super("", method, policy, rest);
        this.rest = rest;
        this.level = level;
        this.at = spec.at();
        this.effective = spec.effective();
        this.priority = spec.priority();
        this.ramp = spec.ramp();
        this.pressure = pressure;
        this.reason = reason;
    }

    /** The level that the call went by. */
    public PressureLevel level() {
        return level;
    }

    /** The level from which such calls are given up, as their priority has it. */
    public PressureLevel at() {
        return effective;
    }

    /** How long such calls are kept. */
    public Priority priority() {
        return priority;
    }

    /** Why there is pressure, in words. */
    public String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        String rule = ramp ? "in a growing share around " + at : "from " + effective + " on";
        String after = rest == UNKNOWN ? "retry later" : "retry after " + inWords(rest);
        return "[degraded] " + method() + " is given up " + rule + " (at " + at + ", priority " + priority
                + "): pressure is " + level + String.format(Locale.ROOT, ", %.2f, ", pressure) + reason
                + "; give it a fallback, a later level or a higher priority, or " + after;
    }
}
