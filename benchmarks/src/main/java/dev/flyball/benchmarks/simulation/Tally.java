package dev.flyball.benchmarks.simulation;

/** What happened in some stretch of time. */
final class Tally {

    private final Latencies latencies = new Latencies();
    private long offered;
    private long refused;
    private long good;
    private double limits;
    private double inFlightNanos;
    private long nanos;

    /** A call arrives and finds this limit. */
    void arrived(double limit, boolean admitted) {
        offered++;
        limits += limit;
        if (!admitted) {
            refused++;
        }
    }

    void finished(long latency, boolean success) {
        latencies.record(latency);
        if (success) {
            good++;
        }
    }

    void passed(long time, int inFlight) {
        nanos += time;
        inFlightNanos += (double) time * inFlight;
    }

    void add(Tally other) {
        latencies.add(other.latencies);
        offered += other.offered;
        refused += other.refused;
        good += other.good;
        limits += other.limits;
        inFlightNanos += other.inFlightNanos;
        nanos += other.nanos;
    }

    /** Calls served per second. */
    double goodput() {
        return good * 1e9 / nanos;
    }

    /** Calls that ended per second, in whatever way. */
    double finishes() {
        return latencies.total() * 1e9 / nanos;
    }

    /** The share of the offered calls that was refused. */
    double refusals() {
        return offered == 0 ? 0 : (double) refused / offered;
    }

    double inFlight() {
        return inFlightNanos / nanos;
    }

    /** The mean over time, for Poisson arrivals see time averages. */
    double limit() {
        return limits / offered;
    }

    double latencyMillis(double quantile) {
        return latencies.quantile(quantile) / 1e6;
    }
}
