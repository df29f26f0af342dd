package dev.flyball.benchmarks.simulation;

import java.util.List;

/**
 * What one limiter did in one scenario.
 *
 * @param phases a tally per phase, the unreported ones included
 * @param points what the pictures show, in equal steps of time
 */
record Outcome(List<Tally> phases, List<Point> points) {

    /** The middle of a step of time, and what was measured in it; NaN where nothing was. */
    record Point(double seconds, double limit, double p99Millis) {}
}
