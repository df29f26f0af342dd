package dev.flyball.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Sizes in bytes as text, by HOCON's rules: {@code kB}, {@code MB}, {@code GB} count in powers of 1000; {@code KiB},
 * {@code MiB}, {@code GiB} and the bare letters {@code K}, {@code M}, {@code G} in powers of 1024. A bare number is
 * refused.
 */
public final class Sizes {

    /** What a person may write. */
    static final String FORMS = "a number and a unit B, kB, MB, GB (powers of 1000) or KiB, MiB, GiB (powers of 1024),"
            + " such as \"512MiB\"";

    private static final long[] SIZES = {
        1L << 40, 1_000_000_000_000L, 1L << 30, 1_000_000_000L, 1L << 20, 1_000_000L, 1L << 10, 1_000L, 1L
    };
    private static final String[] WORDS = {"TiB", "TB", "GiB", "GB", "MiB", "MB", "KiB", "kB", "B"};
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Map<String, Long> UNITS = Units.table(
            SIZES,
            "TiB Ti T t tebibyte tebibytes",
            "TB terabyte terabytes",
            "GiB Gi G g gibibyte gibibytes",
            "GB gigabyte gigabytes",
            "MiB Mi M m mebibyte mebibytes",
            "MB megabyte megabytes",
            "KiB Ki K k kibibyte kibibytes",
            "kB kilobyte kilobytes",
            "B b byte bytes");

    private Sizes() {}

    /** Bytes, rounded down; empty where the text is no size. */
    public static OptionalLong read(String text) {
        BigDecimal bytes = Units.read(text, UNITS);
        if (bytes == null || bytes.toBigInteger().compareTo(LARGEST) > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(bytes.toBigInteger().longValue());
    }

    /** Bytes. @throws IllegalArgumentException if the text is no size */
    public static long parse(String text) {
        return read(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no size: write " + FORMS));
    }

    /** The canonical text: the unit, decimal or binary, that gives the smallest whole number. */
    public static String print(long bytes) {
        if (bytes == 0) {
            return "0B";
        }
        for (int i = 0; i < SIZES.length; i++) {
            if (bytes % SIZES[i] == 0) {
                return bytes / SIZES[i] + WORDS[i];
            }
        }
        throw new AssertionError(bytes);
    }
}
