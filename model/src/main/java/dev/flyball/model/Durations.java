package dev.flyball.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Durations as text, by HOCON's words for units ({@code "250ms"}, {@code "1.5 s"}, {@code "2 minutes"}) but never a bare
 * number, and never a negative one. In memory a duration is a {@code long} of nanoseconds, so that the longest is 292
 * years.
 */
public final class Durations {

    /** What a person may write. */
    static final String FORMS = "a number and a unit ns, us, ms, s, m, h or d, such as \"250ms\" or \"10s\"";

    private static final long[] SIZES = {
        86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L
    };
    private static final String[] WORDS = {"d", "h", "m", "s", "ms", "us", "ns"};
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Map<String, Long> UNITS = Units.table(
            SIZES,
            "d day days",
            "h hour hours",
            "m minute minutes",
            "s second seconds",
            "ms milli millis millisecond milliseconds",
            "us micro micros microsecond microseconds",
            "ns nano nanos nanosecond nanoseconds");

    private Durations() {}

    /** Nanoseconds, rounded down; empty where the text is no duration or is longer than 292 years. */
    public static OptionalLong read(String text) {
        BigDecimal nanos = Units.read(text, UNITS);
        if (nanos == null || nanos.toBigInteger().compareTo(LONGEST) > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(nanos.toBigInteger().longValue());
    }

    /** Nanoseconds. @throws IllegalArgumentException if the text is no duration */
    public static long parse(String text) {
        return read(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no duration: write " + FORMS));
    }

    /** The canonical text: the largest unit that needs no fraction ({@code "1s"}, {@code "90s"}, {@code "250ms"}). */
    public static String print(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        for (int i = 0; i < SIZES.length; i++) {
            if (nanos % SIZES[i] == 0) {
                return nanos / SIZES[i] + WORDS[i];
            }
        }
        throw new AssertionError(nanos);
    }
}
