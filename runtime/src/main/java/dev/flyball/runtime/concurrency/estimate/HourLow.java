package dev.flyball.runtime.concurrency.estimate;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The lowest of the values of the past hour, kept by the minute. Not thread-safe. */
final class HourLow {

    private static final int MINUTES = 60;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final double[] lows = new double[MINUTES];
    private long minute = Long.MIN_VALUE / 2;

    /** Adds {@code value} and answers the lowest, {@code value} included; {@code now} never goes back. */
    double after(long now, double value) {
        long current = Math.floorDiv(now, MINUTE);
        long passed = Math.min(current - minute, MINUTES);
        for (long i = 0; i < passed; i++) {
            lows[(int) Math.floorMod(current - i, (long) MINUTES)] = Double.POSITIVE_INFINITY;
        }
        minute = current;
        int slot = (int) Math.floorMod(current, (long) MINUTES);
        lows[slot] = Math.min(lows[slot], value);
        return Arrays.stream(lows).min().orElse(value);
    }
}
