package dev.flyball.runtime.breaker;

/** Spans of time as messages show them. */
final class Spans {

    private static final String[] UNITS = {"h", "m", "s", "ms", "us"};
    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L};

    private Spans() {}

    /** In the largest unit that the span reaches, to at most one decimal, rounded down: {@code 2.5s}, {@code 80ms}. */
    static String text(long nanos) {
        for (int i = 0; i < UNITS.length; i++) {
            if (nanos >= NANOS[i]) {
                long tenths = nanos / (NANOS[i] / 10);
                return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + UNITS[i];
            }
        }
        return nanos == 0 ? "0s" : nanos + "ns";
    }
}
