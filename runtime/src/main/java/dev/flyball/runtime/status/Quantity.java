package dev.flyball.runtime.status;

import java.util.Locale;

/** Numbers as a reader wants them: three digits and a unit; a dash where nobody knows. */
final class Quantity {

    static final String UNKNOWN = "–";

    private static final String[] TIMES = {"h", "min", "s", "ms", "µs"};
    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L};
    private static final String[] SIZES = {"TiB", "GiB", "MiB", "KiB"};

    private Quantity() {}

    static String nanos(long nanos) {
        for (int i = 0; i < TIMES.length; i++) {
            if (nanos >= NANOS[i]) {
                return digits((double) nanos / NANOS[i]) + " " + TIMES[i];
            }
        }
        return nanos < 0 ? UNKNOWN : nanos + " ns";
    }

    static String millis(long millis) {
        return millis < 0 ? UNKNOWN : millis == 0 ? "0 s" : nanos(millis * 1_000_000);
    }

    static String bytes(long bytes) {
        for (int i = 0; i < SIZES.length; i++) {
            long unit = 1L << (10 * (SIZES.length - i));
            if (bytes >= unit) {
                return digits((double) bytes / unit) + " " + SIZES[i];
            }
        }
        return bytes < 0 ? UNKNOWN : bytes + " B";
    }

    static String count(long count) {
        return count < 0 ? UNKNOWN : Long.toString(count);
    }

    /** A number from 0 to 1, as pressures are given everywhere. */
    static String share(double share) {
        return share < 0 ? UNKNOWN : String.format(Locale.ROOT, "%.2f", share);
    }

    static String percent(double share) {
        return share < 0 ? UNKNOWN : Math.round(share * 100) + " %";
    }

    private static String digits(double number) {
        return String.format(Locale.ROOT, number < 9.995 ? "%.2f" : number < 99.95 ? "%.1f" : "%.0f", number);
    }
}
