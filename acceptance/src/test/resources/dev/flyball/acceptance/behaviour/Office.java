package com.acme;

import dev.flyball.annotation.AdaptiveConcurrency;
import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import dev.flyball.annotation.Timeout;
import dev.flyball.annotation.Ungoverned;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

/** Governed methods that subclasses can override, so that wrapper and agent can both govern them. */
public class Office {

    final int hired;
    int attempts;

    public Office() {
        this.hired = hire();
    }

    // How often.

    @RateLimited(permits = 3, per = "1h")
    int hire() {
        return 1;
    }

    @RateLimited(permits = 5, per = "1h")
    String counted() {
        return "ok";
    }

    @RateLimited(permits = 1, per = "50ms", maxWait = "10s")
    String patient() {
        return "ok";
    }

    @RateLimited(permits = 1, per = "1h")
    String keyed(@Key String tenant) {
        return tenant;
    }

    @RateLimited(permits = 1, per = "1h")
    String keyedTwice(@Key String tenant, String skipped, @Key int number) {
        return tenant + number;
    }

    @RateLimited(permits = 2, per = "1h", algorithm = RateLimited.Algorithm.SLIDING_WINDOW)
    String windowed() {
        return "ok";
    }

    @RateLimited(permits = 2, per = "1h", algorithm = RateLimited.Algorithm.ADAPTIVE_WINDOW)
    String adapting() {
        return "ok";
    }

    @RateLimited(permits = 3600, per = "1h", warmUp = "1m")
    String warming() {
        return "ok";
    }

    @RateLimited(permits = 5, per = "1h")
    @RateLimited(permits = 2, per = "2h")
    String twoBandwidths() {
        return "ok";
    }

    // Every sort of result.

    @RateLimited(permits = 1, per = "1h")
    void nothing() {}

    @RateLimited(permits = 1, per = "1h")
    boolean truth() {
        return true;
    }

    @RateLimited(permits = 1, per = "1h")
    byte small() {
        return 1;
    }

    @RateLimited(permits = 1, per = "1h")
    char letter() {
        return 'c';
    }

    @RateLimited(permits = 1, per = "1h")
    short shorter() {
        return 2;
    }

    @RateLimited(permits = 1, per = "1h")
    int number(int a, long b, double c) {
        return (int) (a + b + c);
    }

    @RateLimited(permits = 1, per = "1h")
    long longer() {
        return 1L << 40;
    }

    @RateLimited(permits = 1, per = "1h")
    float part() {
        return 0.5f;
    }

    @RateLimited(permits = 1, per = "1h")
    double fraction() {
        return 0.25;
    }

    @RateLimited(permits = 1, per = "1h")
    int[] array(int... in) {
        return in;
    }

    @RateLimited(permits = 1, per = "1h")
    <T extends Comparable<T>> T generic(List<T> in) {
        return in.get(0);
    }

    @RateLimited(permits = 1, per = "1h")
    Object nil() {
        return null;
    }

    // However it is reached.

    @RateLimited(permits = 1, per = "1h")
    String reached() {
        return "ok";
    }

    String callsItself() {
        return this.reached();
    }

    @Bulkhead(max = 2)
    int deep(int depth) {
        try {
            return deep(depth + 1);
        } catch (RejectedExecutionException full) {
            return depth;
        }
    }

    // How it ends.

    static final IOException CHECKED = new FileNotFoundException("checked");
    static final RuntimeException UNCHECKED = new IllegalStateException("unchecked");
    static final Error ERROR = new AssertionError("error");

    @CircuitBreaker
    @RateLimited(permits = 100)
    @Bulkhead(max = 8)
    String fails(Throwable with) throws IOException {
        if (with instanceof Error error) {
            throw error;
        }
        if (with instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw (IOException) with;
    }

    @Retry(maxAttempts = 3, delay = "1ms", jitter = 0, abortOn = FileNotFoundException.class, name = "tries")
    int tries(int succeedAt, Throwable with) throws IOException {
        if (++attempts < succeedAt) {
            return Integer.parseInt(fails(with));
        }
        return attempts;
    }

    @Retry(maxAttempts = 5, delay = "1ms")
    @RateLimited(permits = 2, per = "1h")
    int paysEachTime() {
        throw new IllegalStateException("attempt " + ++attempts);
    }

    // Breaking open.

    @CircuitBreaker(window = "4", minimumCalls = 2, openFor = "1s", probes = 1)
    String mends(boolean well) {
        return answer(well);
    }

    @CircuitBreaker(window = "4", minimumCalls = 2, openFor = "1s", probes = 1)
    String staysBroken(boolean well) {
        return answer(well);
    }

    @CircuitBreaker(window = "4", minimumCalls = 2, openFor = "4m", ignoreOn = IllegalStateException.class)
    String ignores(boolean well) {
        return answer(well);
    }

    private static String answer(boolean well) {
        if (!well) {
            throw new IllegalStateException("unwell");
        }
        return "ok";
    }

    // At the same time.

    @Bulkhead(max = 1)
    String alone(CountDownLatch inside, CountDownLatch leave) throws InterruptedException {
        inside.countDown();
        leave.await();
        return "ok";
    }

    @Bulkhead(max = 1, maxWaiting = 1, maxWait = "1m")
    String inTurn(CountDownLatch inside, CountDownLatch leave) throws InterruptedException {
        inside.countDown();
        leave.await();
        return "ok";
    }

    @AdaptiveConcurrency(max = 1)
    String narrow(CountDownLatch inside, CountDownLatch leave) throws InterruptedException {
        inside.countDown();
        leave.await();
        return "ok";
    }

    @AdaptiveConcurrency(max = 1)
    String narrowFails(Throwable with) throws IOException {
        if (with instanceof Error error) {
            throw error;
        }
        throw (IOException) with;
    }

    @AdaptiveConcurrency(min = 2, max = 2)
    int narrowDeep(int depth) {
        try {
            return narrowDeep(depth + 1);
        } catch (RejectedExecutionException full) {
            return depth;
        }
    }

    // In time.

    @Timeout("250ms")
    String inTime(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return "ok";
    }

    @Timeout("250ms")
    int deafInTime(long millis) {
        return deaf(millis);
    }

    @Timeout(value = "250ms", interrupt = false)
    void leftAlone(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    @Timeout(value = "250ms", fallback = "tooLate")
    long replacedInTime(long millis) {
        return deaf(millis);
    }

    long tooLate(long millis, RuntimeException cause) {
        return -millis;
    }

    @Retry(maxAttempts = 2, delay = "1ms")
    @Timeout("250ms")
    @Bulkhead(max = 1)
    int triedInTime(long millis) {
        return ++attempts < 2 ? deaf(millis) : attempts;
    }

    /** Works on whatever it is told, and leaves no interrupt behind that it was sent. */
    private static int deaf(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        return 1;
    }

    // Standing in.

    @RateLimited(permits = 1, per = "1h", fallback = "refused")
    String refusable(String order, int number) {
        return order + number;
    }

    String refused(String order, int number, RejectedExecutionException cause) {
        return "instead of " + order + number + ": " + cause.getClass().getSimpleName();
    }

    @CircuitBreaker(fallback = "failed")
    String failing(Throwable with) throws IOException {
        return fails(with);
    }

    String failed(FileNotFoundException cause) {
        return "not found";
    }

    String failed(Throwable with, RuntimeException cause) throws IOException {
        throw new IOException("failed too");
    }

    // Later.

    @RateLimited(permits = 1, per = "1h")
    CompletionStage<String> laterRefused() {
        return CompletableFuture.completedFuture("ok");
    }

    @Bulkhead(max = 1)
    CompletableFuture<String> laterAlone(CompletableFuture<String> end) {
        return end;
    }

    @AdaptiveConcurrency(max = 1)
    CompletableFuture<String> laterNarrow(CompletableFuture<String> end) {
        return end;
    }

    @AdaptiveConcurrency(max = 1, maxWaiting = 1, maxWait = "1m")
    CompletableFuture<String> laterInTurn(CompletableFuture<String> end) {
        return end;
    }

    @CircuitBreaker(window = "2", minimumCalls = 2, openFor = "4m")
    CompletableFuture<String> laterBroken(CompletableFuture<String> end) {
        return end;
    }

    @Retry(maxAttempts = 3, delay = "1ms")
    CompletableFuture<Integer> laterTried(int succeedAt) {
        return ++attempts < succeedAt
                ? CompletableFuture.failedFuture(new IllegalStateException("attempt " + attempts))
                : CompletableFuture.completedFuture(attempts);
    }

    @Retry(maxAttempts = 2, delay = "1ms", fallback = "laterInstead")
    CompletableFuture<String> laterReplaced(String order) {
        return CompletableFuture.failedFuture(new IllegalStateException("always"));
    }

    CompletableFuture<String> laterInstead(String order, Throwable cause) {
        return CompletableFuture.completedFuture("instead of " + order + ": " + cause.getMessage());
    }

    @RateLimited(permits = 1, per = "50ms", maxWait = "10s")
    CompletableFuture<String> laterPatient() {
        return CompletableFuture.completedFuture("ok");
    }

    @RateLimited(permits = 1, per = "50ms", maxWait = "10s", algorithm = RateLimited.Algorithm.SLIDING_WINDOW)
    CompletableFuture<String> laterWindowed() {
        return CompletableFuture.completedFuture("ok");
    }

    @Bulkhead(max = 1)
    CompletableFuture<String> laterThrows() {
        throw new IllegalStateException("before any stage");
    }

    @Timeout("250ms")
    @Bulkhead(max = 1)
    CompletableFuture<String> laterInTime(CompletableFuture<String> end) {
        return end;
    }

    // By its class.

    @RateLimited(permits = 1, per = "1h")
    public static class Desk {

        public String open() {
            return "ok";
        }

        @Ungoverned
        public String free() {
            return "ok";
        }

        String inside() {
            return "ok";
        }
    }
}
