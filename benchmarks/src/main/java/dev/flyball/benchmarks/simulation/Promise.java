package dev.flyball.benchmarks.simulation;

/**
 * What is promised of a limiter under constant overload of ten workers of 10 ms each. The peers promise nothing; they
 * are measured against what is promised of our other algorithms.
 */
enum Promise {
    OF_GRADIENT(970, 25, 12, 16),
    OF_OTHERS(950, 30, 0, Double.POSITIVE_INFINITY);

    private final double goodput;
    private final double p99Millis;
    private final double leastInFlight;
    private final double mostInFlight;

    Promise(double goodput, double p99Millis, double leastInFlight, double mostInFlight) {
        this.goodput = goodput;
        this.p99Millis = p99Millis;
        this.leastInFlight = leastInFlight;
        this.mostInFlight = mostInFlight;
    }

    static Promise of(Contender contender) {
        return contender == Contender.GRADIENT ? OF_GRADIENT : OF_OTHERS;
    }

    /** At 0.7 times the capacity. */
    boolean refusesFew(double share) {
        return share < 0.01;
    }

    boolean servesEnough(double callsPerSecond) {
        return callsPerSecond >= goodput;
    }

    boolean isFast(double p99) {
        return p99 < p99Millis;
    }

    boolean hasInFlight(double leastMean, double mostMean) {
        return leastMean >= leastInFlight && mostMean <= mostInFlight;
    }

    /** Of the mean limits of the first and the last tenth of an hour. */
    boolean staysPut(double difference) {
        return difference < 1;
    }
}
