package dev.flyball.benchmarks.simulation;

/**
 * A stretch of time in which the world stays as it is.
 *
 * @param label what the page calls it; blank if it is not reported, as a warm-up
 * @param seconds its length
 * @param workers how many calls the backend serves at once
 * @param serviceMillis the mean of its service times
 * @param callsPerSecond what all callers offer together
 * @param lossy whether each call that finishes counts as dropped
 */
record Phase(String label, int seconds, int workers, double serviceMillis, double callsPerSecond, boolean lossy) {

    static Phase of(String label, int seconds, int workers, double serviceMillis, double load) {
        return new Phase(label, seconds, workers, serviceMillis, load * workers * 1e3 / serviceMillis, false);
    }

    /** The same callers in a changed world. */
    Phase then(String newLabel, int newSeconds, int newWorkers, double newServiceMillis) {
        return new Phase(newLabel, newSeconds, newWorkers, newServiceMillis, callsPerSecond, false);
    }

    Phase losingAll(String newLabel, int newSeconds) {
        return new Phase(newLabel, newSeconds, workers, serviceMillis, callsPerSecond, true);
    }

    /** Calls per second that the backend can serve. */
    double capacity() {
        return workers * 1e3 / serviceMillis;
    }
}
