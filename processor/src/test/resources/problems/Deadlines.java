package com.acme;

import dev.flyball.annotation.AdaptiveConcurrency;
import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Degradable;
import dev.flyball.annotation.Retry;
import dev.flyball.annotation.Timeout;
import java.io.IOException;
import java.util.concurrent.Future;

/** Timeouts, degradation and memory thresholds: alone, and beside what they contradict. */
class Deadlines {

    @Timeout("1s")
    void fine() {}

    @Timeout("soon") // ERROR bad-duration
    void unit() {}

    @Timeout(
            value = "0s", // ERROR out-of-range
            interrupt = false)
    void none() {}

    @Timeout("1s")
    @CircuitBreaker(
            window = "10s",
            slowCallDuration = "2s") // WARNING slow-never-seen
    void slow() {}

    @Timeout("1s")
    @AdaptiveConcurrency(
            algorithm = AdaptiveConcurrency.Algorithm.PID,
            targetLatency = "1s") // WARNING slow-never-seen
    void target() {}

    @Timeout("1s")
    @Bulkhead(
            max = 1,
            maxWaiting = 1,
            maxWait = "5s") // WARNING wait-beyond-timeout
    void waits() {}

    @Timeout("10s")
    @Retry(
            maxDuration = "5s") // WARNING retry-never-after-timeout
    void repeats() {}

    @Timeout("1s")
    synchronized void locked() {} // WARNING synchronized-method

    @Timeout("1s")
    Future<String> future() { // WARNING future-settles-early
        return null;
    }

    @Timeout(
            value = "1s",
            fallback = "later") // WARNING fallback-cause
    String now() {
        return "";
    }

    String later(IOException cause) {
        return "";
    }

    @Degradable
    void refusing() {}

    @Degradable(priority = Degradable.Priority.HIGH) // WARNING priority-without-effect
    void kept() {}

    @Degradable(
            at = Degradable.Level.ELEVATED,
            priority = Degradable.Priority.LOW) // WARNING priority-without-effect
    void first() {}

    @Degradable(
            at = Degradable.Level.EMERGENCY,
            ramp = true) // WARNING ramp-cut-off
    void last() {}

    @CircuitBreaker(window = "5ms") // ERROR out-of-range
    void narrow() {}

    @CircuitBreaker(memoryThreshold = "512") // ERROR out-of-range
    void noUnit() {}

    @CircuitBreaker(memoryThreshold = "512MB")
    void size() {}
}
