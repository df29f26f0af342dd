package dev.flyball.runtime.pressure;

import org.jspecify.annotations.Nullable;

/**
 * One controller in a {@link PressureReading}.
 *
 * @param name policy and name, as in configuration: {@code bulkhead.orders}
 * @param importance how far it counts for the whole program
 * @param pressure 0 to 1, smoothed
 * @param raw 0 to 1, as it was at that moment
 * @param level what the pressure has led to, with hysteresis
 * @param load the raw numbers; null if the source never told any
 * @param parts what the raw pressure was computed from; all 0 where the source measured it
 * @param failure what the source threw instead of telling its numbers, which are then the last it told; else null
 */
public record ControllerPressure(
        String name,
        Importance importance,
        double pressure,
        double raw,
        PressureLevel level,
        @Nullable Load load,
        Parts parts,
        @Nullable Throwable failure) {

    /** What it adds to the whole program's pressure at most. */
    double counted() {
        return Math.min(pressure, importance.cap());
    }

    /** Why the pressure is what it is, in words. */
    public String reason() {
        String why = "no numbers yet";
        if (load instanceof Load.Measured measured) {
            why = measured.reason();
        } else if (load instanceof Load.Counted counted) {
            why = parts.reason(counted);
        }
        if (failure != null) {
            return why + " when last told; its source fails: " + failure;
        }
        return raw < pressure - 0.05 ? why + ", after more" : why;
    }
}
