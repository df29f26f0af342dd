package dev.flyball.benchmarks.flyball;

import dev.flyball.annotation.AdaptiveConcurrency;
import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Degradable;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Work;

/** A class as users of Flyball write it; woven in some benchmarks, wrapped in others. */
public class Desk {

    @RateLimited(permits = Limits.PERMITS)
    public int rateLimit(int x) {
        return Work.of(x);
    }

    @RateLimited(permits = Limits.PERMITS)
    public int keyedRateLimit(@Key String caller, int x) {
        return Work.of(x);
    }

    @CircuitBreaker
    public int breaker(int x) {
        return Work.of(x);
    }

    @CircuitBreaker(slowCallDuration = Limits.SLOW_SECONDS + "s")
    public int breakerSlow(int x) {
        return Work.of(x);
    }

    @Bulkhead(max = Limits.PLACES)
    public int bulkhead(int x) {
        return Work.of(x);
    }

    @AdaptiveConcurrency
    public int adaptive(int x) {
        return Work.of(x);
    }

    @Retry(maxAttempts = Limits.ATTEMPTS, delay = Limits.DELAY_MILLIS + "ms")
    public int retry(int x) {
        return Work.of(x);
    }

    @RateLimited(permits = Limits.PERMITS)
    @CircuitBreaker(slowCallDuration = Limits.SLOW_SECONDS + "s")
    @Bulkhead(max = Limits.PLACES)
    public int stack(int x) {
        return Work.of(x);
    }

    /** Goes by the level of pressure; is timed by its breaker, and so by executor metrics. */
    @Degradable(at = Degradable.Level.EMERGENCY)
    @CircuitBreaker(slowCallDuration = Limits.SLOW_SECONDS + "s")
    public int whole(int x) {
        return Work.of(x);
    }

    /** Switched off by configuration where {@link SwitchedOff} runs. */
    @RateLimited(permits = Limits.PERMITS, name = SwitchedOff.NAME)
    @Bulkhead(max = Limits.PLACES, name = SwitchedOff.NAME)
    public int off(int x) {
        return Work.of(x);
    }

    /** Lets one call through and refuses the next, if it is governed at all. */
    @RateLimited(permits = 1, per = "1h")
    public int canary(int x) {
        return Work.of(x);
    }
}
