package dev.flyball.benchmarks.peer;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Failsafe's executors, one per policy, made once.
 *
 * <p>Equal: limits, count window, failure rate. Not equal: the bursty rate limiter hands out a fresh quota each second;
 * the breaker knows no slow calls.
 */
public class Failsafe extends Subject {

    private final CheckedSupplier<Integer> body = this::work;
    private FailsafeExecutor<Integer> rateLimited = dev.failsafe.Failsafe.none();
    private FailsafeExecutor<Integer> broken = dev.failsafe.Failsafe.none();
    private FailsafeExecutor<Integer> bulkheaded = dev.failsafe.Failsafe.none();
    private FailsafeExecutor<Integer> retried = dev.failsafe.Failsafe.none();
    private FailsafeExecutor<Integer> stacked = dev.failsafe.Failsafe.none();

    @Setup
    public void setUp() {
        rateLimited = dev.failsafe.Failsafe.with(rateLimiter());
        broken = dev.failsafe.Failsafe.with(circuitBreaker());
        bulkheaded = dev.failsafe.Failsafe.with(Bulkhead.<Integer>of(Limits.PLACES));
        retried = dev.failsafe.Failsafe.with(RetryPolicy.<Integer>builder()
                .withMaxAttempts(Limits.ATTEMPTS)
                .withDelay(Duration.ofMillis(Limits.DELAY_MILLIS))
                .build());
        stacked = dev.failsafe.Failsafe.with(circuitBreaker())
                .compose(rateLimiter())
                .compose(Bulkhead.<Integer>of(Limits.PLACES));
        int usual = x;
        Pollution.mix(
                a -> with(a).rateLimit(),
                a -> with(a).breaker(),
                a -> with(a).bulkhead(),
                a -> with(a).retry(),
                a -> with(a).stack());
        x = usual;
    }

    private static RateLimiter<Integer> rateLimiter() {
        return RateLimiter.<Integer>burstyBuilder(Limits.PERMITS, Duration.ofSeconds(1))
                .build();
    }

    private static CircuitBreaker<Integer> circuitBreaker() {
        return CircuitBreaker.<Integer>builder()
                .withFailureThreshold((int) (Limits.WINDOW * Limits.FAILURE_RATE), Limits.WINDOW)
                .build();
    }

    private Failsafe with(int argument) {
        x = argument;
        return this;
    }

    private Integer work() {
        return Work.of(x);
    }

    @Benchmark
    public int rateLimit() {
        return rateLimited.get(body);
    }

    @Benchmark
    public int breaker() {
        return broken.get(body);
    }

    @Benchmark
    public int bulkhead() {
        return bulkheaded.get(body);
    }

    @Benchmark
    public int retry() {
        return retried.get(body);
    }

    @Benchmark
    public int stack() {
        return stacked.get(body);
    }
}
