package dev.flyball.runtime.pressure.resource;

import java.util.concurrent.TimeUnit;

/**
 * The share of the last span of time in which collections stopped the program, from a total that grows. The shares of
 * many parts of the span lie in a ring, so that it forgets as it learns. Used by one thread at a time.
 */
final class PauseShare {

    private static final int PARTS = 60;

    private final double[] paused = new double[PARTS];
    private long part;
    private long totalThen;
    private boolean begun;

    /**
     * The share, 0 to 1, of the whole span, also while less than that has passed.
     *
     * @param total milliseconds of pauses so far
     * @param span nanoseconds that count
     */
    double next(long total, long now, long span) {
        long length = Math.max(1, span / PARTS);
        long partNow = Math.floorDiv(now, length);
        if (!begun) {
            begun = true;
            part = partNow;
            totalThen = total;
        }
        for (long gone = Math.min(partNow - part, PARTS); gone > 0; gone--) {
            part = partNow - gone + 1;
            paused[index()] = 0;
        }
        part = partNow;
        paused[index()] += Math.max(total - totalThen, 0);
        totalThen = total;
        double sum = 0;
        for (double one : paused) {
            sum += one;
        }
        return Math.min(1, sum * TimeUnit.MILLISECONDS.toNanos(1) / span);
    }

    private int index() {
        return (int) Math.floorMod(part, (long) PARTS);
    }
}
