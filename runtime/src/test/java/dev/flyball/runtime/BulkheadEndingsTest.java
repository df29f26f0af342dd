package dev.flyball.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.concurrency.BulkheadFullException;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.rate.RateSpec;
import dev.flyball.runtime.rate.TokenBucket;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a governed call ends, its place is back, and back once. */
class BulkheadEndingsTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Governance governance = new Governance(
            clock,
            alarm,
            () -> 0,
            Runnable::run,
            Runnable::run,
            new ConfigSource(Map.of(), Map.of(), FileAccess.system(), ClassLoader.getPlatformClassLoader()));
    private final Bulkhead bulkhead = new Bulkhead("desk", 2, 0, clock, alarm);
    private final Guard guard =
            new Guard.Builder(governance, "desk").bulkhead(bulkhead).build();
    private final CompletableFuture<String> source = new CompletableFuture<>();

    @AfterEach
    void everyPlaceIsBack() {
        assertThat(bulkhead.inFlight()).isZero();
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isFalse();
    }

    private CompletableFuture<String> start() {
        CompletableFuture<String> stage = guard.stage(() -> source).toCompletableFuture();
        assertThat(bulkhead.inFlight()).isEqualTo(1);
        return stage;
    }

    @Test
    void whereTheStageCompletes() {
        assertThat(start()).isNotDone();
        source.complete("done");
    }

    @Test
    void whereTheStageFails() {
        CompletableFuture<String> stage = start();
        source.completeExceptionally(new IllegalStateException("broken"));
        assertThat(stage).isCompletedExceptionally();
    }

    @Test
    void whereTheStageIsCompletedTwice() {
        assertThat(start()).isNotDone();
        source.complete("done");
        source.complete("again");
        source.obtrudeValue("forced");
        source.obtrudeException(new IllegalStateException("forced"));
    }

    @Test
    void whereTheStageIsCompletedElsewhere() throws InterruptedException {
        assertThat(start()).isNotDone();
        Thread elsewhere = new Thread(() -> source.complete("done"));
        elsewhere.start();
        elsewhere.join(20_000);
    }

    @Test
    void whereTheStageIsCompletedInsideTheCall() {
        guard.stage(() -> CompletableFuture.completedFuture("done"));
        guard.stage(() -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
    }

    @Test
    void whereTheStageIsCancelledWhileItRuns() {
        CompletableFuture<String> stage = start();
        stage.cancel(true);
        assertThat(source).isCancelled();
    }

    @Test
    void whereTheStageIsCancelledAfterItCompleted() {
        CompletableFuture<String> stage = start();
        source.complete("done");
        assertThat(stage.cancel(true)).isFalse();
    }

    @Test
    void whereThereIsNoStage() {
        guard.stage(() -> null);
    }

    @Test
    void whereTheBodyThrowsBeforeThereIsAStage() {
        assertThat(guard.stage(BulkheadEndingsTest::noStage)).isCompletedExceptionally();
    }

    private static CompletionStage<String> noStage() {
        throw new StackOverflowError("before the stage");
    }

    @Test
    void whereTheBodyThrowsAnError() {
        assertThatThrownBy(() -> guard.run(() -> {
                    throw new AssertionError("in the body");
                }))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whereACallCallsItself() throws Exception {
        assertThat(guard.call(() -> guard.call(() -> bulkhead.inFlight()))).isEqualTo(2);
    }

    @Test
    void whereACallCallsItselfTooDeeply() {
        assertThatThrownBy(() -> guard.call(() -> guard.call(() -> guard.call(() -> "never"))))
                .isInstanceOf(BulkheadFullException.class);
    }

    @Test
    void whereTheBulkheadShrinksWhileCallsRun() throws Exception {
        guard.call(() -> guard.call(() -> {
            bulkhead.change(1, 0);
            return "";
        }));
        bulkhead.change(2, 0);
    }

    @Test
    void whereABulkheadIsLastAndRefusesAfterARatePermitWasSpent() {
        TokenBucket bucket = new TokenBucket("desk", RateSpec.of(5, Duration.ofSeconds(1)), clock, alarm);
        Guard both = new Guard.Builder(governance, "both")
                .rateLimit(bucket)
                .bulkhead(bulkhead)
                .build();
        CompletableFuture<String> first = both.stage(() -> source).toCompletableFuture();
        both.stage(() -> source);
        assertThat(both.stage(() -> source)).isCompletedExceptionally();
        assertThat(bucket.availablePermits()).isEqualTo(2);
        source.complete("done");
        assertThat(first).isCompletedWithValue("done");
    }
}
