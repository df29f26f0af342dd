package dev.flyball.runtime.pressure.resource;

/**
 * Where live memory is going.
 *
 * @param live the share of the heap that is live, smoothed; NaN while too little is known
 * @param slope how much of the heap it grows by in a second
 * @param soon the share it comes to in 30 s at this slope
 * @param exhaustion seconds until it comes to 0.95; infinite where it does not grow
 * @param noise how far one forecast is off, as a standard deviation
 * @param significant whether the growth is more than noise, and has lasted for a minute
 * @param acting whether the level is higher than it would be without
 */
public record Forecast(
        double live, double slope, double soon, double exhaustion, double noise, boolean significant, boolean acting) {

    /** Nothing is known yet. */
    static final Forecast NONE =
            new Forecast(Double.NaN, 0, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, false, false);

    /** In words. */
    public String reason() {
        if (Double.isNaN(live)) {
            return "nothing is known of live memory";
        }
        return Words.percent(live) + " of the heap are live, growing to " + Words.percent(soon) + " in 30 s";
    }
}
