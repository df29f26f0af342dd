package dev.flyball.runtime.concurrency;

import java.time.Duration;

/**
 * What an {@link AdaptiveLimit} knows at a moment.
 *
 * @param limit the limit, a whole number or between two
 * @param max calls that may run at once now: {@code limit} rounded down, or fewer in a probe
 * @param inFlight calls that run
 * @param waiting callers that wait
 * @param baseLatency the latency without load; zero while unknown
 * @param p50 the median latency of the last window that was judged; zero before the first
 * @param throughput successes per second in that window
 * @param drops calls dropped since it was made
 * @param probing whether only few calls may run, to measure the latency without load
 * @param reason why the limit was changed last, in words; empty if it never was
 * @param age how long ago that was; zero if it never was
 */
public record Reading(
        double limit,
        int max,
        int inFlight,
        int waiting,
        Duration baseLatency,
        Duration p50,
        double throughput,
        long drops,
        boolean probing,
        String reason,
        Duration age) {}
