package dev.flyball.runtime.breaker;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * The numbers of a circuit breaker. Immutable; start from {@link #DEFAULT} and change what you mean to:
 *
 * <pre>{@code
 * BreakerSpec.DEFAULT.withFailureRate(0.3).withOpenFor(Duration.ofSeconds(5))
 * }</pre>
 *
 * @param failureRate the share of failed calls that opens it, above 0 and at most 1
 * @param window how far it looks back
 * @param minimumCalls how many calls a rate needs; a smaller window, or fewer probes, need only themselves
 * @param slowCallDuration a call that takes strictly longer is slow; {@link Duration#ZERO} for no such rule
 * @param slowCallRate the share of slow calls that opens it, above 0 and at most 1
 * @param openFor how long it stays open the first time
 * @param openForFactor what {@code openFor} is multiplied by each time that probes fail, at least 1
 * @param openForMax where that growth ends
 * @param probes how many calls may find out whether it can close, 1 to 1000
 * @param probeTimeout after which a probe that has not ended counts as failed
 * @param memoryThreshold how much live memory opens it, where the runtime measures that; {@link MemoryThreshold#NONE} for
 *     no such rule
 * @param recordOn which failures count; the others count as successes
 * @param ignoreOn which failures count neither way, whatever {@code recordOn} says
 */
public record BreakerSpec(
        double failureRate,
        BreakerWindow window,
        int minimumCalls,
        Duration slowCallDuration,
        double slowCallRate,
        Duration openFor,
        double openForFactor,
        Duration openForMax,
        int probes,
        Duration probeTimeout,
        MemoryThreshold memoryThreshold,
        Predicate<? super Throwable> recordOn,
        Predicate<? super Throwable> ignoreOn) {

    /** Half of at least 20 of the last 100 calls; open for 10 s, then 5 probes of at most 30 s each. */
    public static final BreakerSpec DEFAULT = new BreakerSpec(
            0.5,
            BreakerWindow.calls(100),
            20,
            Duration.ZERO,
            1.0,
            Duration.ofSeconds(10),
            1,
            Duration.ofMinutes(5),
            5,
            Duration.ofSeconds(30),
            MemoryThreshold.NONE,
            failure -> true,
            failure -> false);

    static final int MOST_PROBES = 1000;

    public BreakerSpec {
        Checks.share("failureRate", failureRate);
        Checks.within("minimumCalls", minimumCalls, Integer.MAX_VALUE);
        Checks.check(!slowCallDuration.isNegative(), "slowCallDuration", slowCallDuration, "0s or longer");
        Checks.share("slowCallRate", slowCallRate);
        Checks.positive("openFor", openFor);
        Checks.check(openForFactor >= 1, "openForFactor", openForFactor, "at least 1");
        Checks.positive("openForMax", openForMax);
        Checks.within("probes", probes, MOST_PROBES);
        Checks.positive("probeTimeout", probeTimeout);
    }

    public BreakerSpec withFailureRate(double share) {
        return new BreakerSpec(
                share,
                window,
                minimumCalls,
                slowCallDuration,
                slowCallRate,
                openFor,
                openForFactor,
                openForMax,
                probes,
                probeTimeout,
                memoryThreshold,
                recordOn,
                ignoreOn);
    }

    /** The last so many calls are judged. */
    public BreakerSpec withWindow(int calls) {
        return withWindow(BreakerWindow.calls(calls));
    }

    /** The calls of the last {@code span} are judged. */
    public BreakerSpec withWindow(Duration span) {
        return withWindow(BreakerWindow.lasting(span));
    }

    public BreakerSpec withWindow(BreakerWindow newWindow) {
        return new BreakerSpec(
                failureRate,
                newWindow,
                minimumCalls,
                slowCallDuration,
                slowCallRate,
                openFor,
                openForFactor,
                openForMax,
                probes,
                probeTimeout,
                memoryThreshold,
                recordOn,
                ignoreOn);
    }

    public BreakerSpec withMinimumCalls(int calls) {
        return new BreakerSpec(
                failureRate,
                window,
                calls,
                slowCallDuration,
                slowCallRate,
                openFor,
                openForFactor,
                openForMax,
                probes,
                probeTimeout,
                memoryThreshold,
                recordOn,
                ignoreOn);
    }

    /** Calls that take longer than {@code duration} are slow, and {@code share} of them opens it. */
    public BreakerSpec withSlowCalls(Duration duration, double share) {
        return new BreakerSpec(
                failureRate,
                window,
                minimumCalls,
                duration,
                share,
                openFor,
                openForFactor,
                openForMax,
                probes,
                probeTimeout,
                memoryThreshold,
                recordOn,
                ignoreOn);
    }

    public BreakerSpec withOpenFor(Duration duration) {
        return withOpenFor(duration, openForFactor, openForMax);
    }

    /** Open for {@code first}, and {@code factor} times as long after each failed probing, up to {@code max}. */
    public BreakerSpec withOpenFor(Duration first, double factor, Duration max) {
        return new BreakerSpec(
                failureRate,
                window,
                minimumCalls,
                slowCallDuration,
                slowCallRate,
                first,
                factor,
                max,
                probes,
                probeTimeout,
                memoryThreshold,
                recordOn,
                ignoreOn);
    }

    public BreakerSpec withProbes(int calls) {
        return withProbes(calls, probeTimeout);
    }

    public BreakerSpec withProbes(int calls, Duration timeout) {
        return new BreakerSpec(
                failureRate,
                window,
                minimumCalls,
                slowCallDuration,
                slowCallRate,
                openFor,
                openForFactor,
                openForMax,
                calls,
                timeout,
                memoryThreshold,
                recordOn,
                ignoreOn);
    }

    /** Live memory at or above {@code threshold} opens it. */
    public BreakerSpec withMemoryThreshold(MemoryThreshold threshold) {
        return new BreakerSpec(
                failureRate,
                window,
                minimumCalls,
                slowCallDuration,
                slowCallRate,
                openFor,
                openForFactor,
                openForMax,
                probes,
                probeTimeout,
                threshold,
                recordOn,
                ignoreOn);
    }

    public BreakerSpec withRecordOn(Predicate<? super Throwable> failures) {
        return new BreakerSpec(
                failureRate,
                window,
                minimumCalls,
                slowCallDuration,
                slowCallRate,
                openFor,
                openForFactor,
                openForMax,
                probes,
                probeTimeout,
                memoryThreshold,
                failures,
                ignoreOn);
    }

    public BreakerSpec withIgnoreOn(Predicate<? super Throwable> failures) {
        return new BreakerSpec(
                failureRate,
                window,
                minimumCalls,
                slowCallDuration,
                slowCallRate,
                openFor,
                openForFactor,
                openForMax,
                probes,
                probeTimeout,
                memoryThreshold,
                recordOn,
                failures);
    }

    /** Whether it matters when a call ended. */
    public boolean countsByTime() {
        return window instanceof BreakerWindow.Span;
    }

    /** Whether a call's duration matters, so that its start and end must be known. */
    public boolean countsSlowCalls() {
        return !slowCallDuration.isZero();
    }
}
