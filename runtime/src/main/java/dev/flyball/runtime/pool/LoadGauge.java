package dev.flyball.runtime.pool;

/**
 * How much of something is in use: 0 is none, 1 is all; {@link Double#NaN} while that is not known. Read about once a
 * second by the alarm's thread, so it must be quick; thread-safe.
 */
@FunctionalInterface
public interface LoadGauge {

    /** The share now. */
    double load();
}
