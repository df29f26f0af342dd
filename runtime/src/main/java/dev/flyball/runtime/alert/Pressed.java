package dev.flyball.runtime.alert;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A {@link PressureEvent} whose reason nobody has put into words yet. */
record Pressed(String name, PressureLevel level, double pressure, double memory, double cpu, Supplier<String> reason)
        implements Telling {

    private static final List<PressureLevel> LEVELS = List.of(PressureLevel.values());

    /** What rules about pressure weigh. */
    int number() {
        return LEVELS.indexOf(level);
    }

    /** Of memory alone or the processors alone, as {@code subject} says. */
    Telling share(String subject, double value) {
        return new Share(this, subject, value);
    }

    @Override
    public String text() {
        return "pressure of " + name + " is " + level + " at " + percent(pressure) + ": " + reason.get();
    }

    @Override
    public Map<String, Double> numbers() {
        Map<String, Double> numbers = new TreeMap<>(Map.of("pressure", pressure));
        if (!Double.isNaN(memory)) {
            numbers.put("memory", memory);
        }
        if (!Double.isNaN(cpu)) {
            numbers.put("cpu", cpu);
        }
        return numbers;
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private record Share(Pressed whole, String subject, double value) implements Telling {

        @Override
        public String text() {
            return subject + " of " + whole.name + " is at " + percent(value) + ": " + whole.reason.get();
        }

        @Override
        public Map<String, Double> numbers() {
            return whole.numbers();
        }
    }
}
