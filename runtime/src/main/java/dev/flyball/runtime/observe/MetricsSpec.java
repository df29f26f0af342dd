package dev.flyball.runtime.observe;

/**
 * What is measured of governed calls.
 *
 * @param executors whether executions are counted and sampled; without, calls cost what their policies cost
 */
public record MetricsSpec(boolean executors) {

    /** Executions are counted and sampled. */
    public static final MetricsSpec DEFAULT = new MetricsSpec(true);
}
