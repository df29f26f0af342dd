package dev.flyball.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flyball.runtime.call.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryTest {

    private final Attempts attempts = new Attempts();

    @Test
    void aCallThatGoesWellRunsOnce() throws Exception {
        assertThat(attempts.with(RetryRules.DEFAULT).thenResult("page")).isEqualTo("page");
        assertThat(attempts.startedAt).containsExactly(0L);
        assertThat(attempts.counts()).isEqualTo(new Retry.Snapshot(1, 0, 0, 0, 0, 20));
    }

    @Test
    void aFailureIsTriedAgainAfterThePause() throws Exception {
        assertThat(attempts.with(quick())
                        .failing(new IOException(), new IOException())
                        .thenResult("page"))
                .isEqualTo("page");
        assertThat(attempts.startedAt).containsExactly(0L, 100L, 200L);
        assertThat(attempts.counts()).isEqualTo(new Retry.Snapshot(0, 1, 0, 0, 2, 18.2));
    }

    @Test
    void theLastFailureFliesWithTheEarlierOnesSuppressed() {
        IOException one = new IOException("1");
        IOException two = new IOException("2");
        IOException three = new IOException("3");
        assertThat(attempts.with(quick()).failing(one, two, three).thenFailure())
                .isSameAs(three);
        assertThat(three.getSuppressed()).containsExactly(one, two);
        assertThat(attempts.counts().exhausted()).isEqualTo(1);
        assertThat(attempts.counts().attempts()).isEqualTo(3);
    }

    @Test
    void theSameFailureEachTimeIsNotSuppressedInItself() {
        IOException same = new IOException("same");
        assertThat(attempts.with(quick()).failing(same, same, same).thenFailure())
                .isSameAs(same);
        assertThat(same.getSuppressed()).isEmpty();
    }

    @Test
    void aFailureThatTakesNoSuppressedOnesFliesAsItIs() {
        IOException closed = new IOException("closed") {
            @Override
            public synchronized Throwable fillInStackTrace() {
                return this;
            }
        };
        Exception frozen = new FrozenException();
        assertThat(attempts.with(quick()).failing(closed, closed, frozen).thenFailure())
                .isSameAs(frozen);
        assertThat(frozen.getSuppressed()).isEmpty();
    }

    @Test
    void errorsInterruptionsAndCancellationsAreNotTriedAgain() {
        for (Throwable failure :
                new Throwable[] {new OutOfMemoryError(), new InterruptedException(), new CancellationException()}) {
            Attempts once = new Attempts();
            assertThat(once.with(quick()).failing(failure).thenFailure()).isSameAs(failure);
            assertThat(once.startedAt).hasSize(1);
            assertThat(once.counts().aborted()).isEqualTo(1);
        }
    }

    @Test
    void abortOnBeatsRetryOn() {
        RetryRules rules = quick().withRetryOn(IOException.class::isInstance).withAbortOn(Gone.class::isInstance);
        assertThat(attempts.with(rules).failing(new IOException(), new Gone()).thenFailure())
                .isInstanceOf(Gone.class);
        assertThat(attempts.startedAt).hasSize(2);
    }

    @Test
    void rulesLookThroughWrappers() {
        RetryRules rules = quick().withRetryOn(IOException.class::isInstance);
        CompletionException wrapped = new CompletionException(new Gone());
        assertThat(attempts.with(rules).failing(wrapped, wrapped, wrapped).thenFailure())
                .isSameAs(wrapped);
        assertThat(attempts.startedAt).hasSize(3);
    }

    @Test
    void aPredicateThatThrowsMeansNo() {
        RetryRules rules = quick().withRetryOn(failure -> {
            throw new IllegalStateException("predicate");
        });
        IOException failure = new IOException();
        assertThat(attempts.with(rules).failing(failure).thenFailure()).isSameAs(failure);
    }

    @Test
    void aRefusalIsTriedAgainWhenItSays() throws Exception {
        Refused later = new Refused(Duration.ofMillis(250).toNanos());
        assertThat(attempts.with(quick()).failing(later).thenResult("page")).isEqualTo("page");
        assertThat(attempts.startedAt).containsExactly(0L, 250L);
    }

    @Test
    void aRefusalThatCannotSayWhenIsNotTriedAgainUnlessRefusalsAreMeant() {
        assertThat(attempts.with(quick())
                        .failing(new Refused(RefusedException.UNKNOWN))
                        .thenFailure())
                .isInstanceOf(Refused.class);
        assertThat(attempts.startedAt).hasSize(1);
        Attempts meant = new Attempts();
        RetryRules rules = quick().withRetryOn(Refused.class::isInstance);
        assertThat(meant.with(rules)
                        .failing(new Refused(-1), new Refused(-1), new Refused(-1))
                        .thenFailure())
                .isInstanceOf(Refused.class);
        assertThat(meant.startedAt).hasSize(3);
    }

    @Test
    void aRetryThatWouldBeginTooLateIsGivenUpAtOnce() {
        RetryRules rules = quick().withMaxDuration(Duration.ofMillis(249));
        Refused later = new Refused(Duration.ofMillis(250).toNanos());
        assertThat(attempts.with(rules).failing(later).thenFailure()).isSameAs(later);
        assertThat(attempts.clock.nanos()).isZero();
    }

    @Test
    void theTimeThatAttemptsTakeCountsToo() {
        Retry retry = new Retry(
                "catalogue", quick().withMaxDuration(Duration.ofMillis(250)), attempts.budget, attempts.clock, () -> 0);
        AtomicInteger made = new AtomicInteger();
        assertThatThrownBy(() -> retry.call(() -> {
                    made.incrementAndGet();
                    attempts.clock.advance(Duration.ofMillis(200).toNanos());
                    throw new IOException();
                }))
                .isInstanceOf(IOException.class);
        assertThat(made).hasValue(1);
    }

    @Test
    void withoutBudgetTheFirstFailureFlies() {
        for (int i = 0; i < 20; i++) {
            attempts.budget.spend(0);
        }
        IOException failure = new IOException();
        assertThat(attempts.with(quick()).failing(failure).thenFailure()).isSameAs(failure);
        assertThat(attempts.startedAt).hasSize(1);
        assertThat(attempts.counts().exhausted()).isEqualTo(1);
    }

    @Test
    void newRulesApplyToTheNextDecision() throws Exception {
        Retry retry = new Retry("catalogue", quick(), attempts.budget, attempts.clock, () -> 0);
        AtomicInteger made = new AtomicInteger();
        assertThatThrownBy(() -> retry.call(() -> {
                    made.incrementAndGet();
                    retry.change(quick().withMaxAttempts(2));
                    throw new IOException();
                }))
                .isInstanceOf(IOException.class);
        assertThat(made).hasValue(2);
    }

    @Test
    void anInterruptEndsThePauseWithTheFailureSoFar() {
        IOException failure = new IOException();
        Thread.currentThread().interrupt();
        assertThat(attempts.with(quick()).failing(failure).thenFailure()).isSameAs(failure);
        assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
        assertThat(attempts.startedAt).hasSize(1);
    }

    @Test
    void rulesSayWhatIsWrongWithThem() {
        assertThatThrownBy(() -> RetryRules.DEFAULT.withMaxAttempts(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[retry-rules] retry: maxAttempts is 0; it must be 1 to 100");
    }

    /** Three attempts, 100 ms apart. */
    static RetryRules quick() {
        return RetryRules.DEFAULT.withBackoff(Backoff.fixed(Duration.ofMillis(100)));
    }

    static final class Gone extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static final class FrozenException extends Exception {
        private static final long serialVersionUID = 1L;

        FrozenException() {
            super("frozen", null, false, false);
        }
    }

    static final class Refused extends RefusedException {
        private static final long serialVersionUID = 1L;

        Refused(long retryAfter) {
            super("refused", "Orders.pay", "gate", retryAfter);
        }
    }

    /** A body that fails in a given way, on a clock that jumps to the end of each pause. */
    private static final class Attempts {
        final JumpingClock clock = new JumpingClock();
        final RetryBudget budget = new RetryBudget();
        final List<Long> startedAt = new ArrayList<>();
        private final List<Throwable> failures = new ArrayList<>();
        private @Nullable Retry retry;

        Attempts with(RetryRules rules) {
            retry = new Retry("catalogue", rules, budget, clock, () -> 0);
            return this;
        }

        Attempts failing(Throwable... endings) {
            failures.addAll(List.of(endings));
            return this;
        }

        String thenResult(String result) throws Exception {
            return retry().call(() -> {
                startedAt.add(clock.nanos() / 1_000_000);
                int attempt = startedAt.size() - 1;
                if (attempt < failures.size()) {
                    Sneaky.doThrow(failures.get(attempt));
                }
                return result;
            });
        }

        Throwable thenFailure() {
            return catchThrowable(() -> thenResult("none"));
        }

        Retry.Snapshot counts() {
            return retry().snapshot();
        }

        private Retry retry() {
            if (retry == null) {
                throw new IllegalStateException("rules first");
            }
            return retry;
        }
    }
}
