package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ten permits a second: a slot every 100 ms. */
class RateWaitingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SLOT = Duration.ofMillis(100);

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);

    @Test
    void callersWaitForTheirSlotsInOrder() {
        TokenBucket bucket = spent(1);
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        assertThat(first).isNotDone();
        clock.advance(SLOT);
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        clock.advance(SLOT);
        assertThat(second).isCompleted();
        assertThat(bucket.waiting()).isZero();
    }

    @Test
    void aSlotBeyondMaxWaitIsRefusedAtOnce() {
        TokenBucket bucket = spent(1);
        assertThat(bucket.acquireLater(SLOT)).isNotDone();
        assertThat(bucket.acquireLater(SLOT)).isCompletedExceptionally();
        assertThat(bucket.acquireLater(SLOT.multipliedBy(2))).isNotDone();
    }

    @Test
    void nobodyOvertakesThoseWhoWait() {
        TokenBucket bucket = spent(3);
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        clock.advance(SLOT);
        assertThat(first).isCompleted();
        assertThat(bucket.tryAcquire()).isFalse();
        clock.advance(SLOT);
        assertThat(bucket.tryAcquire()).isTrue();
    }

    @Test
    void theFirstToCancelLeavesItsSlotToTheNext() {
        TokenBucket bucket = spent(1);
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        first.cancel(false);
        clock.advance(SLOT);
        assertThat(second).isCompleted();
    }

    @Test
    void oneInTheMiddleWhoCancelsMovesOnlyThoseBehind() {
        TokenBucket bucket = spent(1);
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> third = bucket.acquireLater(SECOND);
        second.cancel(false);
        assertThat(first).isNotDone();
        clock.advance(SLOT);
        assertThat(first).isCompleted();
        assertThat(third).isNotDone();
        clock.advance(SLOT);
        assertThat(third).isCompleted();
    }

    @Test
    void allWhoCancelLeaveTheBucketAsItWas() {
        TokenBucket bucket = spent(2);
        for (int i = 0; i < 5; i++) {
            bucket.acquireLater(SECOND).cancel(false);
        }
        assertThat(bucket.availablePermits()).isZero();
        clock.advance(SLOT);
        assertThat(bucket.tryAcquire()).isTrue();
    }

    @Test
    void aParkedCallerGoesAtItsSlot() throws Exception {
        TokenBucket bucket = spent(1);
        FutureTask<String> caller = parked(bucket);
        clock.advance(SLOT.minusNanos(1));
        assertThat(caller).isNotDone();
        clock.advance(1);
        assertThat(caller.get(20, TimeUnit.SECONDS)).isEqualTo("went");
    }

    @Test
    void anInterruptedCallerLeavesItsSlotToTheNext() throws Exception {
        TokenBucket bucket = spent(1);
        FutureTask<String> caller = new FutureTask<>(() -> acquire(bucket));
        Thread thread = start(caller);
        CompletableFuture<@Nullable Void> next = bucket.acquireLater(SECOND);
        thread.interrupt();
        assertThat(caller.get(20, TimeUnit.SECONDS))
                .isEqualTo(
                        "interrupted: [rate-limited-interrupted] Orders.place: interrupted while waiting for its turn"
                                + " among 10 calls per 1s (burst 1); no permit was spent");
        clock.advance(SLOT);
        assertThat(next).isCompleted();
    }

    @Test
    void anInterruptRefusesNoFreePermit() throws InterruptedException {
        TokenBucket bucket = bucket(1);
        Thread.currentThread().interrupt();
        bucket.acquire(SECOND);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedThreadDoesNotBeginToWait() {
        TokenBucket bucket = spent(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> bucket.acquire(SECOND)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(bucket.availablePermits()).isZero();
    }

    @Test
    void callersWhoWakeLateDoNotGoAllAtOnce() {
        TokenBucket bucket = spent(1);
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        clock.set(Duration.ofMinutes(1).toNanos());
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(bucket.tryAcquire()).isFalse();
        clock.advance(SLOT);
        assertThat(second).isCompleted();
        assertThat(bucket.tryAcquire()).isFalse();
    }

    @Test
    void aHigherRateBringsSlotsForward() {
        TokenBucket bucket = spent(1);
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        bucket.change(new RateSpec(100, SECOND.toNanos(), 1));
        clock.advance(Duration.ofMillis(10));
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        clock.advance(Duration.ofMillis(10));
        assertThat(second).isCompleted();
    }

    @Test
    void aLowerRateRefusesThoseWhomItMakesWaitTooLong() {
        TokenBucket bucket = spent(1);
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        bucket.change(new RateSpec(1, SECOND.toNanos(), 1));
        assertThat(second).isCompletedExceptionally();
        clock.advance(SECOND);
        assertThat(first).isCompleted();
    }

    @Test
    void aClockThatStepsBackKeepsTheLineInOrder() {
        clock.advance(Duration.ofHours(1));
        TokenBucket bucket = spent(1);
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        clock.set(0);
        assertThat(bucket.tryAcquire()).isFalse();
        clock.advance(SECOND);
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void aRefusedFutureSaysHowLong() {
        TokenBucket bucket = spent(1);
        assertThat(bucket.acquireLater(SECOND)).isNotDone();
        assertThat(bucket.acquireLater(SLOT))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage(
                        "[rate-limited-queue] Orders.place: 10 calls per 1s (burst 1) are spent for the next 200ms,"
                                + " beyond maxWait 100ms; retry then, or raise permits or maxWait");
    }

    @Test
    void moreThanTheBurstIsNotWaitedFor() {
        TokenBucket bucket = bucket(1);
        assertThatThrownBy(() -> bucket.acquire(2, SECOND))
                .isInstanceOf(RateLimitedException.class)
                .hasMessage(
                        "[rate-limited-never] Orders.place: asked at once for more than 10 calls per 1s (burst 1) can"
                                + " ever give; ask for fewer or raise burst");
    }

    private FutureTask<String> parked(TokenBucket bucket) throws InterruptedException {
        FutureTask<String> caller = new FutureTask<>(() -> acquire(bucket));
        start(caller);
        return caller;
    }

    private Thread start(FutureTask<String> caller) throws InterruptedException {
        Thread thread = new Thread(caller);
        thread.start();
        clock.awaitParked(1);
        return thread;
    }

    private static String acquire(TokenBucket bucket) {
        try {
            bucket.acquire(SECOND);
            return "went";
        } catch (InterruptedException e) {
            return "interrupted: " + e.getMessage();
        }
    }

    private TokenBucket spent(long burst) {
        TokenBucket bucket = bucket(burst);
        assertThat(bucket.tryAcquire(burst)).isTrue();
        return bucket;
    }

    private TokenBucket bucket(long burst) {
        return new TokenBucket("Orders.place", new RateSpec(10, SECOND.toNanos(), burst), clock, alarm);
    }
}
