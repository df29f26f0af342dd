package com.acme;

import dev.flyball.annotation.AdaptiveConcurrency;
import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;

/** Values that are wrong by themselves or beside each other: at the value. */
class Numbers {

    @RateLimited(permits = 0) // ERROR rate-not-positive
    void none() {}

    @RateLimited(
            permits = 5,
            per = "soon", // ERROR bad-duration
            burst = -1) // ERROR burst-negative
    void bad() {}

    @RateLimited(permits = 5, burst = 2) // WARNING burst-below-rate
    void low() {}

    @RateLimited(permits = 5, also = "100 per minute") // ERROR bad-bandwidth
    void several() {}

    @RateLimited(permits = 5)
    @RateLimited(permits = 50, per = "1m", maxWait = "1s")
    void furtherSaysTooMuch() {} // ERROR conflicting-attributes

    @RateLimited(permits = 5, name = " ") // ERROR blank-name
    void blank() {}

    @RateLimited(permits = 5, name = "a/b") // ERROR bad-name
    void slash() {}

    @CircuitBreaker(failureRate = 1.5) // ERROR out-of-range
    void over() {}

    @CircuitBreaker(
            memoryThreshold = "2 parsecs") // ERROR bad-size
    void heap() {}

    @CircuitBreaker(
            slowCallRate = 0.5) // ERROR conflicting-attributes
    void slow() {}

    @CircuitBreaker(window = "10", minimumCalls = 30) // WARNING breaker-never-trips
    void never() {}

    @Retry(
            delay = "20s", // ERROR conflicting-attributes
            maxDelay = "10s")
    void late() {}

    @AdaptiveConcurrency(
            min = 5, // ERROR min-above-max
            max = 3)
    void crossed() {}

    @AdaptiveConcurrency(
            initial = 500, // WARNING start-out-of-bounds
            max = 100)
    void outside() {}

    @AdaptiveConcurrency(
            maxWaiting = 5) // ERROR conflicting-attributes
    void nobodyWaits() {}

    @AdaptiveConcurrency(max = 3)
    void narrow() {}

    @Bulkhead(max = 1, name = "shared")
    void one() {}

    @Bulkhead(
            max = 2,
            name = "shared") // WARNING name-redefined
    void two() {}
}
