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
 * @param window how many calls it looks back on, 1 to 1048576
 * @param minimumCalls how many calls a rate needs; a smaller window, or fewer probes, need only themselves
 * @param slowCallDuration a call that takes strictly longer is slow; {@link Duration#ZERO} for no such rule
 * @param slowCallRate the share of slow calls that opens it, above 0 and at most 1
 * @param openFor how long it stays open the first time
 * @param openForFactor what {@code openFor} is multiplied by each time that probes fail, at least 1
 * @param openForMax where that growth ends
 * @param probes how many calls may find out whether it can close, 1 to 1000
 * @param probeTimeout after which a probe that has not ended counts as failed
 * @param recordOn which failures count; the others count as successes
 * @param ignoreOn which failures count neither way, whatever {@code recordOn} says
 */
public record BreakerSpec(
        double failureRate,
        int window,
        int minimumCalls,
        Duration slowCallDuration,
        double slowCallRate,
        Duration openFor,
        double openForFactor,
        Duration openForMax,
        int probes,
        Duration probeTimeout,
        Predicate<? super Throwable> recordOn,
        Predicate<? super Throwable> ignoreOn) {

    /** Half of at least 20 of the last 100 calls; open for 10 s, then 5 probes of at most 30 s each. */
    public static final BreakerSpec DEFAULT = new BreakerSpec(
            0.5,
            100,
            20,
            Duration.ZERO,
            1.0,
            Duration.ofSeconds(10),
            1,
            Duration.ofMinutes(5),
            5,
            Duration.ofSeconds(30),
            failure -> true,
            failure -> false);

    static final int MOST_PROBES = 1000;

    public BreakerSpec {
        share("failureRate", failureRate);
        within("window", window, CountWindow.LARGEST);
        within("minimumCalls", minimumCalls, Integer.MAX_VALUE);
        check(!slowCallDuration.isNegative(), "slowCallDuration", slowCallDuration, "0s or longer");
        share("slowCallRate", slowCallRate);
        positive("openFor", openFor);
        check(openForFactor >= 1, "openForFactor", openForFactor, "at least 1");
        positive("openForMax", openForMax);
        within("probes", probes, MOST_PROBES);
        positive("probeTimeout", probeTimeout);
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
                recordOn,
                ignoreOn);
    }

    public BreakerSpec withWindow(int calls) {
        return new BreakerSpec(
                failureRate,
                calls,
                minimumCalls,
                slowCallDuration,
                slowCallRate,
                openFor,
                openForFactor,
                openForMax,
                probes,
                probeTimeout,
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
                recordOn,
                failures);
    }

    /** Whether a call's duration matters, so that its start and end must be known. */
    public boolean countsSlowCalls() {
        return !slowCallDuration.isZero();
    }

    private static void share(String attribute, double value) {
        check(value > 0 && value <= 1, attribute, value, "above 0 and at most 1");
    }

    private static void within(String attribute, int value, int most) {
        check(value >= 1 && value <= most, attribute, value, "1 to " + most);
    }

    private static void positive(String attribute, Duration value) {
        check(!value.isNegative() && !value.isZero(), attribute, value, "longer than 0s");
    }

    private static void check(boolean holds, String attribute, Object value, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "[breaker-spec] circuit breaker: " + attribute + " is " + value + "; it must be " + remedy);
        }
    }
}
