package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Degradable;
import dev.flyball.annotation.Retry;
import dev.flyball.annotation.Timeout;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Deadlines, degradation, breakers that judge by time or memory: on methods that wrapper and agent can both govern. */
public class Deadlines {

    int attempts;
    volatile boolean interrupted;

    // In time.

    @Timeout("1m")
    String inTime() {
        return "ok";
    }

    @Timeout("1m")
    void nothing() {}

    @Timeout("1m")
    double fraction() {
        return 0.25;
    }

    @Timeout("1m")
    String fails(Throwable with) throws IOException {
        if (with instanceof Error error) {
            throw error;
        }
        throw (IOException) with;
    }

    // Too late.

    @Timeout("100ms")
    String sleeps() throws InterruptedException {
        return sleep();
    }

    @Timeout("100ms")
    void sleepsForNothing() throws InterruptedException {
        sleep();
    }

    @Timeout("100ms")
    int sleepsForAnInt() throws InterruptedException {
        return sleep().length();
    }

    @Timeout("100ms")
    boolean sleepsForATruth() throws InterruptedException {
        return sleep().isEmpty();
    }

    String sleep() throws InterruptedException {
        try {
            Thread.sleep(30_000);
            return "slept";
        } catch (InterruptedException end) {
            interrupted = true;
            throw end;
        }
    }

    /** Ends in its own time, long after the deadline. */
    @Timeout("50ms")
    String ignoresTheInterrupt() {
        return busy();
    }

    @Timeout(value = "50ms", interrupt = false)
    String isNotInterrupted() {
        return busy();
    }

    String busy() {
        long end = System.nanoTime() + 300_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
            interrupted |= Thread.currentThread().isInterrupted();
        }
        return "late";
    }

    @Timeout("100ms")
    String failsWhenInterrupted() {
        try {
            return sleep();
        } catch (InterruptedException end) {
            throw new IllegalStateException(end);
        }
    }

    @Timeout(value = "100ms", fallback = "instead")
    String replaced(String order) throws InterruptedException {
        return sleep();
    }

    String instead(String order, RuntimeException late) {
        return "instead of " + order + ": " + late.getClass().getSimpleName();
    }

    @Timeout("30s")
    String outer() throws InterruptedException {
        return sleeps();
    }

    @Timeout("100ms")
    String outerIsShorter() throws InterruptedException {
        return innerIsLonger();
    }

    @Timeout("20s")
    String innerIsLonger() throws InterruptedException {
        return sleep();
    }

    @Retry(maxAttempts = 3, delay = "1ms")
    @Timeout("300ms")
    String tried(int succeedAt) throws InterruptedException {
        return ++attempts < succeedAt ? sleep() : "ok at " + attempts;
    }

    @CircuitBreaker(window = "2", minimumCalls = 2, openFor = "4m")
    @Timeout("50ms")
    String opens() throws InterruptedException {
        return sleep();
    }

    @Timeout("50ms")
    @Bulkhead(max = 1)
    String keepsItsPlace() throws InterruptedException {
        return sleep();
    }

    // Later.

    @Timeout("1m")
    CompletableFuture<String> laterInTime(CompletableFuture<String> end) {
        return end;
    }

    @Timeout("100ms")
    CompletableFuture<String> later(CompletableFuture<String> end) {
        return end;
    }

    @Timeout("100ms")
    @Bulkhead(max = 1)
    CompletableFuture<String> laterAlone(CompletableFuture<String> end) {
        return end;
    }

    @Retry(maxAttempts = 2, delay = "1ms")
    @Timeout("50ms")
    CompletableFuture<String> laterTried() {
        return ++attempts < 2 ? new CompletableFuture<>() : CompletableFuture.completedFuture("ok at " + attempts);
    }

    @Timeout(value = "100ms", fallback = "laterInstead")
    CompletableFuture<String> laterReplaced(String order) {
        return new CompletableFuture<>();
    }

    CompletableFuture<String> laterInstead(String order, Throwable late) {
        return CompletableFuture.completedFuture("instead of " + order + ": " + late.getClass().getSimpleName());
    }

    // Under pressure, which the command line forces to HIGH.

    @Degradable
    String refuses() {
        return "ok";
    }

    @Degradable
    void refusesNothing() {}

    @Degradable
    long refusesANumber() {
        return 1L << 40;
    }

    @Degradable
    CompletableFuture<String> refusesLater() {
        return CompletableFuture.completedFuture("ok");
    }

    @Degradable(fallback = "popular")
    String recommends(String user) {
        return "for " + user;
    }

    String popular(String user) {
        return "for all";
    }

    @Degradable(fallback = "popularLater")
    CompletableFuture<String> recommendsLater(String user) {
        return CompletableFuture.completedFuture("for " + user);
    }

    CompletableFuture<String> popularLater(String user, Throwable cause) {
        return CompletableFuture.completedFuture("for all: " + cause.getClass().getSimpleName());
    }

    @Degradable(at = Degradable.Level.ELEVATED)
    String first() {
        return "ok";
    }

    @Degradable(at = Degradable.Level.CRITICAL)
    String last() {
        return "ok";
    }

    @Degradable(priority = Degradable.Priority.CRITICAL)
    String important() {
        return "ok";
    }

    @Degradable(at = Degradable.Level.CRITICAL, priority = Degradable.Priority.LOW)
    String unimportant() {
        return "ok";
    }

    @Degradable(ramp = true)
    String ramps() {
        return "ok";
    }

    @Degradable
    @Timeout("1m")
    @CircuitBreaker(window = "2", minimumCalls = 2, openFor = "4m")
    String refusesBeforeTheBreaker() {
        return "ok";
    }

    // By time and memory.

    @CircuitBreaker(window = "1s", minimumCalls = 4, openFor = "4m")
    String judgedByTime(boolean well) {
        if (!well) {
            throw new IllegalStateException("unwell");
        }
        return "ok";
    }

    @CircuitBreaker(window = "1s", minimumCalls = 4, openFor = "4m")
    CompletableFuture<String> judgedLater(boolean well) {
        return well
                ? CompletableFuture.completedFuture("ok")
                : CompletableFuture.failedFuture(new IllegalStateException("unwell"));
    }

    @CircuitBreaker(memoryThreshold = "0.5", openFor = "1s")
    String shareOfMemory() {
        return "ok";
    }

    @CircuitBreaker(memoryThreshold = "1GB", openFor = "1s")
    String sizeOfMemory() {
        return "ok";
    }
}
