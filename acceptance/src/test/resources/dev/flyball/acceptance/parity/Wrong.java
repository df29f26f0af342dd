package corpus;

import dev.flyball.annotation.Actor;
import dev.flyball.annotation.AdaptiveConcurrency;
import dev.flyball.annotation.Backoff;
import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Degradable;
import dev.flyball.annotation.Immediate;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.OnRestart;
import dev.flyball.annotation.OnStop;
import dev.flyball.annotation.Pooled;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import dev.flyball.annotation.Supervised;
import dev.flyball.annotation.Timeout;
import dev.flyball.annotation.Ungoverned;

/** Numbers and places that mean nothing, and what has no engine yet. */
abstract class Wrong {

    @RateLimited(permits = 0)
    void zeroPermits() {}

    @RateLimited(permits = -3, per = "fast", burst = -1, maxWait = "-1s")
    void everythingWrong() {}

    @RateLimited(permits = 10, burst = 5)
    void smallBurst() {}

    @RateLimited(permits = 10, algorithm = RateLimited.Algorithm.SLIDING_WINDOW)
    void otherAlgorithm() {}

    @RateLimited(permits = 10, burst = 20, algorithm = RateLimited.Algorithm.SLIDING_WINDOW)
    void burstOfAWindow() {}

    @RateLimited(permits = 10, warmUp = "1s")
    void warm() {}

    @RateLimited(permits = 10, warmUp = "1s", burst = 20)
    void warmWithBurst() {}

    @RateLimited(permits = 10, minPermits = 20, algorithm = RateLimited.Algorithm.ADAPTIVE_WINDOW)
    void minAboveMax() {}

    @RateLimited(
            permits = 10,
            minPermits = 2,
            targetLatency = "2s",
            overloadOn = {IllegalStateException.class, java.io.IOException.class},
            algorithm = RateLimited.Algorithm.ADAPTIVE_WINDOW)
    void adaptiveWindow() {}

    @RateLimited(permits = 10, targetLatency = "2s", overloadOn = Exception.class, warmUp = "1s",
            algorithm = RateLimited.Algorithm.SLIDING_WINDOW)
    void everythingOfOtherAlgorithms() {}

    @RateLimited(permits = 10)
    @RateLimited(permits = 100, per = "1m")
    void severalRates() {}

    @RateLimited(permits = 10, also = "100/1m/20", maxWait = "1s")
    @RateLimited(permits = 1000, per = "60m")
    @RateLimited(permits = 10_000, per = "1d", burst = 50)
    void manyRates() {}

    @RateLimited(permits = 10)
    @RateLimited(permits = 100, per = "1m", maxWait = "1s", name = "second")
    void furtherSaysTooMuch() {}

    @RateLimited(permits = 10)
    @RateLimited(permits = 0, per = "soon")
    void furtherIsNone() {}

    @RateLimited(permits = 10, also = "100", inherit = RateLimited.Inherit.AS_IS)
    void noBandwidth() {}

    @RateLimited(permits = 10, also = "100/1m", warmUp = "1s")
    void severalWarm() {}

    @CircuitBreaker(failureRate = 1.5)
    void rateAboveOne() {}

    @CircuitBreaker(window = "10s")
    void timeWindow() {}

    @CircuitBreaker(window = "5ms")
    void timeWindowTooShort() {}

    @CircuitBreaker(window = "2d")
    void timeWindowTooLong() {}

    @CircuitBreaker(window = "many")
    void noWindow() {}

    @CircuitBreaker(window = "10", minimumCalls = 20)
    void neverTrips() {}

    @CircuitBreaker(slowCallRate = 0.5)
    void slowWithoutDuration() {}

    @CircuitBreaker(openFor = "10m", openForMax = "5m")
    void openTooLong() {}

    @CircuitBreaker(memoryThreshold = "0.9")
    void memory() {}

    @CircuitBreaker(memoryThreshold = "2XB", window = "1 minute")
    void memoryText() {}

    @CircuitBreaker(memoryThreshold = "512")
    void memoryWithoutUnit() {}

    @CircuitBreaker(memoryThreshold = "0")
    void noMemory() {}

    @CircuitBreaker(failureRate = Double.NaN)
    void notANumber() {}

    @CircuitBreaker(recordOn = {})
    void recordsNothing() {}

    @Bulkhead(max = 0)
    void noPlace() {}

    @Bulkhead(max = 1, maxWaiting = 3)
    void waitingWithoutTime() {}

    @Bulkhead(max = 1, maxWait = "1s")
    void timeWithoutWaiting() {}

    @Bulkhead(max = 1, perOwner = 1)
    void owners(String owner) {}

    @Bulkhead(max = 1, perOwner = 2)
    void oneOwnerAlone(@Key String owner) {}

    @Retry(maxAttempts = 0)
    void noAttempt() {}

    @Retry(delay = "11s")
    void delayAboveMax() {}

    @Retry(jitter = 1.01, backoff = Backoff.FIXED)
    void jitter() {}

    @Retry(retryOn = {}, abortOn = Exception.class)
    void retriesNothing() {}

    @Timeout("-2s")
    void timeout() {}

    @Timeout("0s")
    void noTime() {}

    @Timeout(value = "2s", fallback = "missing")
    void timeoutWithoutFallback() {}

    @Timeout("2s")
    @Retry(maxDuration = "1s")
    @CircuitBreaker(slowCallDuration = "3s")
    @RateLimited(permits = 1, targetLatency = "3s", algorithm = RateLimited.Algorithm.ADAPTIVE_WINDOW)
    @Bulkhead(max = 1, maxWaiting = 1, maxWait = "3s")
    @AdaptiveConcurrency(targetLatency = "3s", maxWaiting = 1, maxWait = "3s")
    synchronized void everythingOutlivesTheTimeout() {}

    @AdaptiveConcurrency(min = 5, max = 3)
    void adaptive() {}

    @AdaptiveConcurrency(initial = 500, max = 100)
    void adaptiveInitial() {}

    @AdaptiveConcurrency(maxWaiting = 5, targetLatency = "0s")
    void adaptiveWaiting() {}

    @Degradable(priority = Degradable.Priority.HIGH)
    void degradesLikeNormal() {}

    @Degradable(at = Degradable.Level.ELEVATED, priority = Degradable.Priority.LOW)
    void noEarlierLevel() {}

    @Degradable(at = Degradable.Level.EMERGENCY, priority = Degradable.Priority.CRITICAL)
    void noLaterLevel() {}

    @Degradable(at = Degradable.Level.EMERGENCY, ramp = true)
    void rampCutOff() {}

    @Degradable(at = Degradable.Level.EMERGENCY, ramp = true, priority = Degradable.Priority.CRITICAL)
    void rampNever() {}

    @Supervised
    void supervised() {}

    @Pooled
    void pooled() {}

    @Actor
    static class Acting {
        @Immediate
        public void now() {}

        @OnRestart
        void again() {}

        @OnStop
        void stop() {}
    }

    @RateLimited(permits = 1)
    abstract void open();

    @RateLimited(permits = 1)
    native void outside();

    @Ungoverned
    @RateLimited(permits = 1)
    void both() {}

    @Override
    @RateLimited(permits = 1)
    public String toString() {
        return "";
    }

    @RateLimited(permits = 1)
    void array(@Key String[] key) {}

    @RateLimited(permits = 1)
    void fine() {}

    @RateLimited(permits = 9)
    static class Repeating {
        @RateLimited(permits = 9)
        public void same() {}
    }
}
