package dev.flyball.benchmarks.work;

/** The limits that all subjects share: far above what a benchmark can reach, so that every call is admitted. */
public final class Limits {

    /** Permits per second: one per nanosecond. */
    public static final int PERMITS = 1_000_000_000;

    /** Calls at once. */
    public static final int PLACES = 1_000;

    /** Calls that a breaker remembers. */
    public static final int WINDOW = 100;

    /** The fewest that it judges. */
    public static final int MINIMUM_CALLS = 20;

    /** The share of failures that opens it. */
    public static final double FAILURE_RATE = 0.5;

    /** A call is slow beyond this many seconds: none is. */
    public static final int SLOW_SECONDS = 60;

    /** Attempts of a retry, the first one included. */
    public static final int ATTEMPTS = 3;

    /** Milliseconds between attempts; only the mixed warm-up ever waits. */
    public static final int DELAY_MILLIS = 1;

    private Limits() {}
}
