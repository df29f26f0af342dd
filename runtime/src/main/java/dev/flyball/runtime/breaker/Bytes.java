package dev.flyball.runtime.breaker;

/** Sizes as messages show them. */
final class Bytes {

    private static final String[] UNITS = {"GiB", "MiB", "KiB"};

    private Bytes() {}

    /** In the largest unit that the size reaches, to at most one decimal, rounded down: {@code 7.2GiB}. */
    static String text(long bytes) {
        for (int i = 0; i < UNITS.length; i++) {
            long unit = 1L << (10 * (UNITS.length - i));
            if (bytes >= unit) {
                long tenths = bytes % unit * 10 / unit;
                return bytes / unit + (tenths == 0 ? "" : "." + tenths) + UNITS[i];
            }
        }
        return bytes + "B";
    }
}
