package dev.flyball.benchmarks.peer;

import dev.flyball.benchmarks.work.Keys;
import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.decorators.Decorators;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.Retry;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Resilience4j's decorators, made once and called often, as its manual shows.
 *
 * <p>Equal: limits, count window, failure rate. Not equal: the rate limiter hands out a fresh quota each cycle, so two
 * may pass back to back; the breaker always reads the clock twice and looks for slow calls, so it stands beside both of
 * ours. Its retry has no deadline and no budget. Its registry, the nearest it has to a limit for each key, has no bound.
 */
public class Resilience4j extends Subject {

    private final RateLimiterRegistry limiters = RateLimiterRegistry.of(Resilience4jLimits.rate());
    private Supplier<Integer> rateLimited = this::work;
    private Supplier<Integer> broken = this::work;
    private Supplier<Integer> bulkheaded = this::work;
    private Supplier<Integer> retried = this::work;
    private Supplier<Integer> stacked = this::work;

    @Setup
    public void setUp() {
        RateLimiter rateLimiter = RateLimiter.of("rate", Resilience4jLimits.rate());
        CircuitBreaker breaker = CircuitBreaker.of("breaker", Resilience4jLimits.breaker());
        Bulkhead bulkhead = Bulkhead.of("bulkhead", Resilience4jLimits.bulkhead());
        Retry retry = Retry.of("retry", Resilience4jLimits.retry());
        rateLimited =
                Decorators.ofSupplier(this::work).withRateLimiter(rateLimiter).decorate();
        broken = Decorators.ofSupplier(this::work).withCircuitBreaker(breaker).decorate();
        bulkheaded = Decorators.ofSupplier(this::work).withBulkhead(bulkhead).decorate();
        retried = Decorators.ofSupplier(this::work).withRetry(retry).decorate();
        stacked = Decorators.ofSupplier(this::work)
                .withBulkhead(Bulkhead.of("bulkhead2", Resilience4jLimits.bulkhead()))
                .withRateLimiter(RateLimiter.of("rate2", Resilience4jLimits.rate()))
                .withCircuitBreaker(CircuitBreaker.of("breaker2", Resilience4jLimits.breaker()))
                .decorate();
        int usual = x;
        Pollution.mix(
                a -> with(a).rateLimit(),
                a -> with(a).breaker(),
                a -> with(a).bulkhead(),
                a -> with(a).retry(),
                a -> with(a).stack());
        x = usual;
    }

    private Resilience4j with(int argument) {
        x = argument;
        return this;
    }

    private Integer work() {
        return Work.of(x);
    }

    @Benchmark
    public int rateLimit() {
        return rateLimited.get();
    }

    @Benchmark
    public int keyedRateLimit(Keys keys) {
        if (!limiters.rateLimiter(keys.next()).acquirePermission()) {
            throw new IllegalStateException("refused");
        }
        return Work.of(x);
    }

    @Benchmark
    public int breaker() {
        return broken.get();
    }

    @Benchmark
    public int bulkhead() {
        return bulkheaded.get();
    }

    @Benchmark
    public int retry() {
        return retried.get();
    }

    @Benchmark
    public int stack() {
        return stacked.get();
    }
}
