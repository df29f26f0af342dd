package dev.flyball.runtime.concurrency.estimate;

/**
 * What calls reported in a span of time.
 *
 * @param samples calls that succeeded
 * @param p50 their median latency in nanoseconds; meaningless without samples
 * @param throughput successes per nanosecond
 * @param drops calls that timed out or met an overload
 * @param peak the most calls that were in flight when one of them began, itself included
 * @param until when it closed, in nanoseconds of the estimator's own time
 */
public record Window(int samples, double p50, double throughput, int drops, int peak, long until) {}
