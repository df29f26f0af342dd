package dev.flyball.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * One promise about costs: {@code measured} is at most {@code limit}, or below it where {@code strict}.
 *
 * @param measured empty if one side of the comparison did not run
 * @param unit what both numbers count
 */
record Bar(String promise, int threads, Optional<Double> measured, double limit, boolean strict, String unit) {

    boolean met() {
        return measured.filter(value -> strict ? value < limit : value <= limit).isPresent();
    }

    /** {@code met}, {@code missed by} how much, or that there is nothing to judge. */
    String verdict() {
        if (measured.isEmpty()) {
            return "not measured";
        }
        return met() ? "met" : "**missed** by " + number(measured.get() - limit);
    }

    String measuredInWords() {
        return measured.map(this::number).orElse("–");
    }

    String limitInWords() {
        return (strict ? "< " : "≤ ") + number(limit);
    }

    private String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value) + unit;
    }
}
