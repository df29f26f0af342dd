package dev.flyball.benchmarks.flyball;

import dev.flyball.benchmarks.work.Keys;
import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import dev.flyball.runtime.Flyball;
import dev.flyball.runtime.Guard;
import dev.flyball.runtime.breaker.BreakerSpec;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.concurrency.AdaptiveLimit;
import dev.flyball.runtime.concurrency.AdaptivePermit;
import dev.flyball.runtime.concurrency.AdaptiveSpec;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.rate.KeyedRateLimit;
import dev.flyball.runtime.rate.RateSpec;
import dev.flyball.runtime.rate.TokenBucket;
import dev.flyball.runtime.retry.Backoff;
import dev.flyball.runtime.retry.Retry;
import dev.flyball.runtime.retry.RetryRules;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Each engine by itself, as a program without annotations uses it, and a guard made of three. */
public class Programmatic extends Subject {

    private static final Duration DELAY = Duration.ofMillis(Limits.DELAY_MILLIS);

    private final Callable<Integer> body = this::work;
    private final TokenBucket bucket = bucket();
    private final KeyedRateLimit buckets =
            new KeyedRateLimit("keyed", RateSpec.of(Limits.PERMITS, Duration.ofSeconds(1)), 10_000, Clock.system());
    private final CircuitBreaker breaker = CircuitBreaker.of("breaker", BreakerSpec.DEFAULT);
    private final CircuitBreaker breakerSlow = breakerOfSlowCalls();
    private final Bulkhead bulkhead = places();
    private final AdaptiveLimit adaptiveLimit = AdaptiveLimit.of("permit", AdaptiveSpec.DEFAULT);
    private final Guard adaptive = Flyball.guard("adaptive")
            .adaptiveLimit(AdaptiveLimit.of("adaptive", AdaptiveSpec.DEFAULT))
            .build();
    private final Retry retry = Retry.of(
            "retry", RetryRules.DEFAULT.withMaxAttempts(Limits.ATTEMPTS).withBackoff(Backoff.fixed(DELAY)));
    private final Guard guard = Flyball.guard("stack")
            .rateLimit(bucket())
            .circuitBreaker(breakerOfSlowCalls())
            .bulkhead(places())
            .build();

    private static TokenBucket bucket() {
        return new TokenBucket("rate", RateSpec.of(Limits.PERMITS, Duration.ofSeconds(1)), Clock.system());
    }

    private static CircuitBreaker breakerOfSlowCalls() {
        return CircuitBreaker.of(
                "slow", BreakerSpec.DEFAULT.withSlowCalls(Duration.ofSeconds(Limits.SLOW_SECONDS), 1.0));
    }

    private static Bulkhead places() {
        return new Bulkhead("bulkhead", Limits.PLACES, 0, Clock.system());
    }

    @Setup
    public void setUp() {
        int usual = x;
        Pollution.mix(
                a -> with(a).rateLimit(),
                a -> with(a).breaker(),
                a -> with(a).breakerSlow(),
                a -> with(a).bulkhead(),
                a -> with(a).adaptive(),
                a -> with(a).adaptivePermit(),
                a -> with(a).retry(),
                a -> with(a).stack());
        x = usual;
    }

    private Programmatic with(int argument) {
        x = argument;
        return this;
    }

    private Integer work() {
        return Work.of(x);
    }

    @Benchmark
    public int rateLimit() {
        if (!bucket.tryAcquire()) {
            throw new IllegalStateException("refused");
        }
        return Work.of(x);
    }

    @Benchmark
    public int keyedRateLimit(Keys keys) {
        if (!buckets.tryAcquire(keys.next())) {
            throw new IllegalStateException("refused");
        }
        return Work.of(x);
    }

    @Benchmark
    public int breaker() throws Exception {
        return breaker.call(body);
    }

    @Benchmark
    public int breakerSlow() throws Exception {
        return breakerSlow.call(body);
    }

    @Benchmark
    public int bulkhead() {
        if (!bulkhead.tryAcquire()) {
            throw new IllegalStateException("full");
        }
        try {
            return Work.of(x);
        } finally {
            bulkhead.release();
        }
    }

    @Benchmark
    public int adaptive() throws Exception {
        return adaptive.call(body);
    }

    /** For code that cannot be put into a lambda: the permit is an object. */
    @Benchmark
    public int adaptivePermit() {
        AdaptivePermit permit = adaptiveLimit.tryAcquire();
        if (permit == null) {
            throw new IllegalStateException("limited");
        }
        int result;
        try {
            result = Work.of(x);
        } catch (RuntimeException failure) {
            permit.ignore();
            throw failure;
        }
        permit.success();
        return result;
    }

    @Benchmark
    public int retry() throws Exception {
        return retry.call(body);
    }

    @Benchmark
    public int stack() throws Exception {
        return guard.call(body);
    }
}
