package dev.flyball.runtime.concurrency.estimate;

/**
 * TCP Vegas (Lawrence Brakmo, Larry Peterson, "TCP Vegas: End to End Congestion Avoidance on a Global Internet", 1995),
 * with the logarithmic steps of Netflix concurrency-limits' VegasLimit: an estimate q of how many calls queue, held
 * between 3 and 6 steps.
 *
 * <pre>
 * q = L (1 - b / p50)      l = max(1, log10 L)
 * L += 6 l     if q < l
 *      l       if q < 3 l
 *     -l       if q > 6 l
 * </pre>
 */
final class Vegas implements LimitAlgorithm {

    @Override
    public double next(double limit, Window window, double base, boolean mayGrow) {
        double queue = limit * (1 - base / window.p50());
        double step = Math.max(1, StrictMath.log10(limit));
        if (queue < step) {
            return limit + 6 * step;
        }
        if (queue < 3 * step) {
            return limit + step;
        }
        return queue > 6 * step ? limit - step : limit;
    }
}
