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

/** What every pace promises those who wait. One permit every 100 ms, none saved. */
abstract class WaitingContract {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SLOT = Duration.ofMillis(100);

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);

    /** One permit every so many milliseconds, whatever the pace. */
    abstract Pace onceIn(int millis);

    @Test
    void callersWaitForTheirSlotsInOrder() {
        RateLimit bucket = spent();
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
        RateLimit bucket = spent();
        assertThat(bucket.acquireLater(SLOT)).isNotDone();
        assertThat(bucket.acquireLater(SLOT)).isCompletedExceptionally();
        assertThat(bucket.acquireLater(SLOT.multipliedBy(2))).isNotDone();
    }

    @Test
    void nobodyOvertakesThoseWhoWait() {
        RateLimit bucket = spent();
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        assertThat(bucket.tryAcquire()).isFalse();
        clock.advance(SLOT);
        assertThat(first).isCompleted();
        assertThat(bucket.tryAcquire()).isFalse();
        clock.advance(SLOT);
        assertThat(bucket.tryAcquire()).isTrue();
    }

    @Test
    void theFirstToCancelLeavesItsSlotToTheNext() {
        RateLimit bucket = spent();
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        first.cancel(false);
        clock.advance(SLOT);
        assertThat(second).isCompleted();
    }

    @Test
    void oneInTheMiddleWhoCancelsMovesOnlyThoseBehind() {
        RateLimit bucket = spent();
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
        RateLimit bucket = spent();
        for (int i = 0; i < 5; i++) {
            bucket.acquireLater(SECOND).cancel(false);
        }
        assertThat(bucket.availablePermits()).isZero();
        clock.advance(SLOT);
        assertThat(bucket.tryAcquire()).isTrue();
    }

    @Test
    void aParkedCallerGoesAtItsSlot() throws Exception {
        RateLimit bucket = spent();
        FutureTask<String> caller = parked(bucket);
        clock.advance(SLOT.minusNanos(1));
        assertThat(caller).isNotDone();
        clock.advance(1);
        assertThat(caller.get(20, TimeUnit.SECONDS)).isEqualTo("went");
    }

    @Test
    void anInterruptedCallerLeavesItsSlotToTheNext() throws Exception {
        RateLimit bucket = spent();
        FutureTask<String> caller = new FutureTask<>(() -> acquire(bucket));
        Thread thread = start(caller);
        CompletableFuture<@Nullable Void> next = bucket.acquireLater(SECOND);
        thread.interrupt();
        assertThat(caller.get(20, TimeUnit.SECONDS))
                .isEqualTo(
                        "interrupted: [rate-limited-interrupted] Orders.place: interrupted while waiting for its turn"
                                + " among " + words() + "; no permit was spent");
        clock.advance(SLOT);
        assertThat(next).isCompleted();
    }

    @Test
    void anInterruptRefusesNoFreePermit() throws InterruptedException {
        RateLimit bucket = bucket();
        Thread.currentThread().interrupt();
        bucket.acquire(SECOND);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedThreadDoesNotBeginToWait() {
        RateLimit bucket = spent();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> bucket.acquire(SECOND)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(bucket.availablePermits()).isZero();
    }

    @Test
    void callersWhoWakeLateDoNotGoAllAtOnce() {
        RateLimit bucket = spent();
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
        RateLimit bucket = spent();
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        bucket.change(onceIn(10));
        clock.advance(Duration.ofMillis(10));
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        clock.advance(Duration.ofMillis(10));
        assertThat(second).isCompleted();
    }

    @Test
    void aLowerRateRefusesThoseWhomItMakesWaitTooLong() {
        RateLimit bucket = spent();
        CompletableFuture<@Nullable Void> first = bucket.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = bucket.acquireLater(SECOND);
        bucket.change(onceIn(1000));
        assertThat(second).isCompletedExceptionally();
        clock.advance(SECOND);
        assertThat(first).isCompleted();
    }

    @Test
    void aClockThatStepsBackKeepsTheLineInOrder() {
        clock.advance(Duration.ofHours(1));
        RateLimit bucket = spent();
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
        RateLimit bucket = spent();
        assertThat(bucket.acquireLater(SECOND)).isNotDone();
        assertThat(bucket.acquireLater(SLOT))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage("[rate-limited-queue] Orders.place: " + words() + " are spent for the next 200ms,"
                        + " beyond maxWait 100ms; retry then, or raise permits or maxWait");
    }

    @Test
    void moreThanTheBurstIsNotWaitedFor() {
        RateLimit bucket = bucket();
        assertThatThrownBy(() -> bucket.acquire(2, SECOND))
                .isInstanceOf(RateLimitedException.class)
                .hasMessage("[rate-limited-never] Orders.place: asked at once for more than " + words() + " can"
                        + " ever give; ask for fewer or raise " + onceIn(100).room());
    }

    private FutureTask<String> parked(RateLimit bucket) throws InterruptedException {
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

    private static String acquire(RateLimit bucket) {
        try {
            bucket.acquire(SECOND);
            return "went";
        } catch (InterruptedException e) {
            return "interrupted: " + e.getMessage();
        }
    }

    private String words() {
        return onceIn(100).words(onceIn(100).permits());
    }

    private RateLimit spent() {
        RateLimit bucket = bucket();
        assertThat(bucket.tryAcquire()).isTrue();
        return bucket;
    }

    private RateLimit bucket() {
        return RateLimit.of("Orders.place", onceIn(100), Signals.USUAL, clock, alarm);
    }
}
