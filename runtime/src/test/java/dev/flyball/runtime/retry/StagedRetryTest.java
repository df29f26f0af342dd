package dev.flyball.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class StagedRetryTest {

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Retry retry = new Retry("catalogue", RetryTest.quick(), new RetryBudget(), clock, () -> 0);
    private final List<CompletableFuture<String>> attempts = new ArrayList<>();
    private Executor executor = Runnable::run;

    private CompletableFuture<String> start() {
        return retry.stage(
                () -> {
                    CompletableFuture<String> attempt = new CompletableFuture<>();
                    attempts.add(attempt);
                    return attempt;
                },
                alarm,
                executor);
    }

    private void pause() {
        clock.advance(Duration.ofMillis(100));
    }

    @Test
    void aStageThatGoesWellIsAskedForOnce() {
        CompletableFuture<String> result = start();
        attempts.get(0).complete("page");
        assertThat(result).isCompletedWithValue("page");
        assertThat(retry.snapshot().first()).isEqualTo(1);
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aFailedStageIsAskedForAgainAfterThePause() {
        CompletableFuture<String> result = start();
        attempts.get(0).completeExceptionally(new IOException());
        assertThat(attempts).hasSize(1);
        pause();
        assertThat(attempts).hasSize(2);
        attempts.get(1).complete("page");
        assertThat(result).isCompletedWithValue("page");
        assertThat(retry.snapshot().retried()).isEqualTo(1);
    }

    @Test
    void theLastFailureCompletesItWithTheEarlierOnesSuppressed() {
        IOException one = new IOException("1");
        IOException three = new IOException("3");
        CompletableFuture<String> result = start();
        attempts.get(0).completeExceptionally(one);
        pause();
        attempts.get(1).completeExceptionally(one);
        pause();
        attempts.get(2).completeExceptionally(three);
        assertThatThrownBy(result::get).isInstanceOf(ExecutionException.class).hasCause(three);
        assertThat(three.getSuppressed()).containsExactly(one);
        assertThat(retry.snapshot().exhausted()).isEqualTo(1);
    }

    @Test
    void cancellingDuringAnAttemptCancelsItAndNoneFollows() {
        CompletableFuture<String> result = start();
        result.cancel(true);
        assertThat(attempts.get(0)).isCancelled();
        pause();
        assertThat(attempts).hasSize(1);
        assertThat(retry.snapshot().aborted()).isEqualTo(1);
    }

    @Test
    void cancellingDuringAPauseEndsItAndNoAttemptFollows() {
        CompletableFuture<String> result = start();
        attempts.get(0).completeExceptionally(new IOException());
        result.cancel(true);
        assertThat(alarm.pending()).isZero();
        pause();
        assertThat(attempts).hasSize(1);
        assertThat(retry.snapshot().aborted()).isEqualTo(1);
    }

    @Test
    void cancellingALaterAttemptReachesIt() {
        CompletableFuture<String> result = start();
        attempts.get(0).completeExceptionally(new IOException());
        pause();
        result.cancel(true);
        assertThat(attempts.get(1)).isCancelled();
    }

    @Test
    void aResultCompletedByTheCallerIsNotTriedFor() {
        CompletableFuture<String> result = start();
        result.complete("mine");
        attempts.get(0).completeExceptionally(new IOException());
        pause();
        assertThat(attempts).hasSize(1);
        assertThat(result).isCompletedWithValue("mine");
        assertThat(retry.snapshot().attempts()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway") // a body without the checker's discipline
    void aBodyWithoutAStageHasFailed() {
        CompletableFuture<String> result = retry.<String>stage(() -> null, alarm, executor);
        pause();
        pause();
        assertThatThrownBy(result::join)
                .hasCauseInstanceOf(NullPointerException.class)
                .hasRootCauseMessage("the body answered null instead of a stage");
        assertThat(retry.snapshot().attempts()).isEqualTo(3);
    }

    @Test
    void aBodyThatThrowsIsTriedAgainLikeAFailedStage() {
        CompletableFuture<String> page = CompletableFuture.completedFuture("page");
        CompletableFuture<String> result = retry.stage(
                () -> {
                    if (clock.nanos() == 0) {
                        throw new IllegalStateException("not yet");
                    }
                    return page;
                },
                alarm,
                executor);
        assertThat(result).isNotDone();
        pause();
        assertThat(result).isCompletedWithValue("page");
    }

    @Test
    void aBodyThatThrowsWhatIsNotTriedAgainStillThrows() {
        assertThatThrownBy(() -> retry.stage(
                        () -> {
                            throw new CancellationException("no");
                        },
                        alarm,
                        executor))
                .isInstanceOf(CancellationException.class);
        assertThat(retry.snapshot().aborted()).isEqualTo(1);
    }

    @Test
    void anExecutorThatTakesNothingEndsTheCall() {
        executor = work -> {
            throw new RejectedExecutionException("closed");
        };
        CompletableFuture<String> result = start();
        IOException failure = new IOException();
        attempts.get(0).completeExceptionally(failure);
        pause();
        assertThatThrownBy(result::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .hasMessage("closed")
                .hasSuppressedException(failure);
    }

    /** resilience4j #1592: the pause parked the event loop that completed the stage. */
    @Test
    void aPauseParksNoThread() {
        CompletableFuture<String> result = start();
        attempts.get(0).completeExceptionally(new IOException());
        assertThat(result).isNotDone();
        assertThat(alarm.pending()).isEqualTo(1);
    }

    @Test
    void anAttemptThatBeginsWithinTheAlarmsCallCanStillBeCancelled() {
        Retry eager = new Retry(
                "eager",
                RetryTest.quick().withBackoff(Backoff.fixed(Duration.ZERO)),
                new RetryBudget(),
                clock,
                () -> 0);
        CompletableFuture<String> result = eager.stage(
                () -> {
                    CompletableFuture<String> attempt = new CompletableFuture<>();
                    attempts.add(attempt);
                    return attempt;
                },
                alarm,
                executor);
        attempts.get(0).completeExceptionally(new IOException());
        assertThat(attempts).hasSize(2);
        result.cancel(true);
        assertThat(attempts.get(1)).isCancelled();
    }
}
