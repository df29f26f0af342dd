package dev.flyball.runtime.observe;

import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the calls of one governed name since it was first linked. Immutable; the counts are exact once no call
 * is running. A call that is repeated counts once, and a stage's call when the stage completes.
 *
 * @param name the governed method, {@code Owner.method}, or the guard
 * @param executions calls whose body ran to an end: successes and failures
 * @param failures calls whose body failed, whether or not a fallback stood in
 * @param refused calls that a policy turned away while nothing stood in
 * @param degraded calls that a policy turned away while a fallback was asked instead of the body
 * @param successRatePercent successes by executions in percent, with two decimals; null before the first
 * @param memory of the first 16 calls and of one in 16 later ones
 * @param durations of each call where a policy or a registry of meters wants the time anyway, else of those measured for
 *     memory
 * @param breaker the state of the circuit breaker around it, such as {@code HALF_OPEN}; null where it has none
 */
public record ExecutorMetrics(
        String name,
        long executions,
        long successes,
        long failures,
        long refused,
        long degraded,
        @Nullable Double successRatePercent,
        MemorySummary memory,
        DurationSummary durations,
        @Nullable String breaker)
        implements Serializable {

    /** Works out what follows from the counts. */
    static ExecutorMetrics of(
            String name,
            long successes,
            long failures,
            long refused,
            long degraded,
            MemorySummary memory,
            DurationSummary durations) {
        long executions = successes + failures;
        Double rate = executions == 0 ? null : Math.round(successes * 10_000.0 / executions) / 100.0;
        return new ExecutorMetrics(
                name, executions, successes, failures, refused, degraded, rate, memory, durations, null);
    }

    /** The same with the state of its breaker. */
    public ExecutorMetrics withBreaker(@Nullable String state) {
        return new ExecutorMetrics(
                name, executions, successes, failures, refused, degraded, successRatePercent, memory, durations, state);
    }

    /** The success rate as people write it: {@code 99.50 %}, or a dash before the first execution. */
    public String successRate() {
        return successRatePercent == null ? "–" : String.format(Locale.ROOT, "%.2f %%", successRatePercent);
    }
}
