package dev.flyball.runtime.alert;

import dev.flyball.runtime.pressure.PressureLevel;

/**
 * A reading of how hard pressed something is, as a monitor takes it.
 *
 * @param name what is pressed: {@code resources} for the process's own memory and processors
 * @param pressure 0 to 1
 * @param memory the pressure of memory alone, 0 to 1; {@link Double#NaN} where it is not known
 * @param cpu the pressure of the processors alone, 0 to 1; {@link Double#NaN} where it is not known
 * @param reason in words
 */
public record PressureEvent(
        String name, PressureLevel level, double pressure, double memory, double cpu, String reason) {

    /** A level without the numbers of memory and processors. */
    public static PressureEvent of(String name, PressureLevel level, double pressure, String reason) {
        return new PressureEvent(name, level, pressure, Double.NaN, Double.NaN, reason);
    }
}
