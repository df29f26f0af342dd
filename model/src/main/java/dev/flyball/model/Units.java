package dev.flyball.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers with a unit: digits, perhaps a fraction, perhaps spaces, then a word that a table turns into a factor. */
final class Units {

    /** Longer texts are refused unread: no honest number needs more. */
    private static final int LONGEST = 40;

    private Units() {}

    /** One factor per line of words. */
    static Map<String, Long> table(long[] factors, String... words) {
        Map<String, Long> table = new LinkedHashMap<>();
        for (int i = 0; i < factors.length; i++) {
            for (String word : words[i].split(" ", -1)) {
                table.put(word, factors[i]);
            }
        }
        return table;
    }

    /** The number times its unit's factor; null where the text is no such thing, a bare number among them. */
    static @Nullable BigDecimal read(String text, Map<String, Long> table) {
        String trimmed = text.strip();
        int end = 0;
        while (end < trimmed.length() && isNumeric(trimmed.charAt(end))) {
            end++;
        }
        Long factor = table.get(trimmed.substring(end).strip());
        BigDecimal number = number(trimmed.substring(0, end));
        return factor == null || number == null ? null : number.multiply(BigDecimal.valueOf(factor));
    }

    /** A number of digits with at most one point; null for anything else. */
    static @Nullable BigDecimal number(String digits) {
        if (digits.isEmpty() || digits.length() > LONGEST || !digits.chars().allMatch(c -> isNumeric((char) c))) {
            return null;
        }
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException twoPointsOrNoDigit) {
            return null;
        }
    }

    private static boolean isNumeric(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }
}
