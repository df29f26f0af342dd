package dev.flyball.runtime.pressure.resource;

import java.util.concurrent.TimeUnit;

/**
 * Holt's linear trend of a number that is measured now and then, and how far it was off.
 *
 * <pre>
 * l = a x + (1 - a)(l + b dt)      b = B (l - l before) / dt + (1 - B) b      a = 0.3, B = 0.1
 * forecast in h seconds = l + h b, significant if |b| h > 2 sigma of the errors and l has not fallen for 60 s
 * </pre>
 *
 * <p>Used by one thread at a time.
 */
final class Trend {

    /** Seconds ahead. */
    static final double AHEAD = 30;

    private static final double LEVEL = 0.3;
    private static final double SLOPE = 0.1;
    private static final double ERRORS = 0.1;
    private static final double SIGMAS = 2;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LASTING = TimeUnit.SECONDS.toNanos(60);

    private double level = Double.NaN;
    private double slope;
    private double errorSquares;
    private long at;
    private long risingSince;

    /** Takes a measurement; one that is no later than the last is left out. */
    void next(double x, long now) {
        if (Double.isNaN(level)) {
            level = x;
            at = now;
            risingSince = now;
            return;
        }
        double seconds = (now - at) / SECOND;
        if (seconds <= 0) {
            return;
        }
        double expected = level + slope * seconds;
        errorSquares += ERRORS * ((x - expected) * (x - expected) - errorSquares);
        double before = level;
        level = LEVEL * x + (1 - LEVEL) * expected;
        slope = SLOPE * (level - before) / seconds + (1 - SLOPE) * slope;
        if (level < before) {
            risingSince = now;
        }
        at = now;
    }

    /** Forgets all. */
    void clear() {
        level = Double.NaN;
        slope = 0;
        errorSquares = 0;
    }

    double level() {
        return level;
    }

    double slope() {
        return slope;
    }

    /** The standard deviation of one forecast's error. */
    double noise() {
        return Math.sqrt(errorSquares);
    }

    double soon() {
        return Math.min(Math.max(level + slope * AHEAD, 0), 1);
    }

    /** Seconds until it comes to {@code full}; infinite where it does not rise. */
    double until(double full) {
        if (!(slope > 1e-9)) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(0, (full - level) / slope);
    }

    /** Whether it rises by more than noise, and has done so for a minute. */
    boolean significant(long now) {
        return slope > 0 && slope * AHEAD > SIGMAS * noise() && now - risingSince >= LASTING;
    }
}
