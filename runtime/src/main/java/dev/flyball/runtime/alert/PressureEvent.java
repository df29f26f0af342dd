package dev.flyball.runtime.alert;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.Map;
import java.util.TreeMap;

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

    String text() {
        return "pressure of " + name + " is " + level + " at " + percent(pressure) + ": " + reason;
    }

    Map<String, Double> numbers() {
        Map<String, Double> numbers = new TreeMap<>(Map.of("pressure", pressure));
        if (!Double.isNaN(memory)) {
            numbers.put("memory", memory);
        }
        if (!Double.isNaN(cpu)) {
            numbers.put("cpu", cpu);
        }
        return numbers;
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
