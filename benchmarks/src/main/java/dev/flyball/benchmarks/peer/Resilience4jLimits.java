package dev.flyball.benchmarks.peer;

import dev.flyball.benchmarks.work.Limits;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;

/** The shared limits in Resilience4j's words, for its decorators and its annotations. */
final class Resilience4jLimits {

    private Resilience4jLimits() {}

    static RateLimiterConfig rate() {
        return RateLimiterConfig.custom()
                .limitForPeriod(Limits.PERMITS)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    static CircuitBreakerConfig breaker() {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(Limits.WINDOW)
                .minimumNumberOfCalls(Limits.MINIMUM_CALLS)
                .failureRateThreshold((float) (Limits.FAILURE_RATE * 100))
                .slowCallDurationThreshold(Duration.ofSeconds(Limits.SLOW_SECONDS))
                .build();
    }

    static BulkheadConfig bulkhead() {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(Limits.PLACES)
                .maxWaitDuration(Duration.ZERO)
                .build();
    }

    static RetryConfig retry() {
        return RetryConfig.custom()
                .maxAttempts(Limits.ATTEMPTS)
                .waitDuration(Duration.ofMillis(Limits.DELAY_MILLIS))
                .build();
    }
}
