package dev.flyball.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One bandwidth of a rate limit that has several: so many permits per span of time, and up to {@code burst} at once.
 * Written {@code 100/1m}, or {@code 100/1m/20} with a burst that differs; several with commas between them.
 */
public record Bandwidth(int permits, long perNanos, int burst) {

    /** What a person may write. */
    static final String FORMS = "permits, span of time and perhaps burst, such as \"100/1m\" or \"100/1m/20, 1000/1h\"";

    /** The bandwidths of a text; empty if it is none. Nothing at all is no bandwidth. */
    static Optional<List<Bandwidth>> read(String text) {
        List<Bandwidth> all = new ArrayList<>();
        for (String one : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Optional<Bandwidth> bandwidth = readOne(one.strip());
            if (bandwidth.isEmpty()) {
                return Optional.empty();
            }
            all.add(bandwidth.get());
        }
        return Optional.of(all);
    }

    private static Optional<Bandwidth> readOne(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            return Optional.empty();
        }
        int permits = count(parts[0]);
        int burst = parts.length == 3 ? count(parts[2]) : permits;
        OptionalLong per = Durations.read(parts[1].strip());
        boolean sound = permits > 0 && burst > 0 && per.isPresent() && per.getAsLong() > 0;
        return sound && !RateRules.tooLong(burst, per.getAsLong(), permits)
                ? Optional.of(new Bandwidth(permits, per.getAsLong(), burst))
                : Optional.empty();
    }

    private static int count(String digits) {
        BigDecimal number = Units.number(digits.strip());
        boolean whole = number != null
                && number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        return whole && number != null ? number.intValue() : 0;
    }

    /** The canonical text. */
    String text() {
        return permits + "/" + Durations.print(perNanos) + (burst == permits ? "" : "/" + burst);
    }
}
