package dev.flyball.benchmarks.peer;

import dev.flyball.benchmarks.work.Work;
import io.github.resilience4j.bulkhead.annotation.Bulkhead;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.ratelimiter.annotation.RateLimiter;
import io.github.resilience4j.retry.annotation.Retry;

/** A bean as users of Resilience4j's annotations write it. */
public class SpringDesk {

    /** Matched by {@link EmptyAdvice}. */
    public int empty(int x) {
        return Work.of(x);
    }

    @RateLimiter(name = "rate")
    public int rateLimit(int x) {
        return Work.of(x);
    }

    @CircuitBreaker(name = "breaker")
    public int breaker(int x) {
        return Work.of(x);
    }

    @Bulkhead(name = "bulkhead")
    public int bulkhead(int x) {
        return Work.of(x);
    }

    @Retry(name = "retry")
    public int retry(int x) {
        return Work.of(x);
    }
}
