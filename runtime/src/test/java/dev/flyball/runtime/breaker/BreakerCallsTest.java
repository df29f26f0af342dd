package dev.flyball.runtime.breaker;

import static dev.flyball.runtime.breaker.Patient.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BreakerCallsTest {

    private final Patient patient = Patient.small();

    @Test
    void aCallReturnsWhatItsBodyReturnsAndIsCounted() throws Exception {
        assertThat(patient.breaker.<String>call(() -> "receipt")).isEqualTo("receipt");
        patient.counts(1, 0, 0);
    }

    @Test
    void aCallThrowsWhatItsBodyThrowsAndIsCounted() {
        Exception down = failure();
        assertThatThrownBy(() -> patient.breaker.call(() -> {
                    throw down;
                }))
                .isSameAs(down);
        assertThatThrownBy(() -> patient.breaker.run(() -> {
                    throw new IllegalStateException("run");
                }))
                .hasMessage("run");
        patient.counts(2, 2, 0);
    }

    @Test
    void aRefusedCallDoesNotRunItsBody() {
        patient.fail(4);
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> patient.breaker.run(runs::incrementAndGet)).isInstanceOf(CircuitOpenException.class);
        assertThatThrownBy(() -> patient.breaker.call(runs::incrementAndGet)).isInstanceOf(CircuitOpenException.class);
        assertThat(patient.breaker.stage(() -> CompletableFuture.completedFuture(runs.incrementAndGet())))
                .isCompletedExceptionally();
        assertThat(runs).hasValue(0);
    }

    @Test
    void aStageIsTheBodysOwnAndCountsWhenItCompletes() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> stage = patient.breaker.stage(() -> source);
        assertThat(stage).isSameAs(source);
        patient.counts(0, 0, 0);
        source.completeExceptionally(new CompletionException(failure()));
        source.complete("too late");
        patient.counts(1, 1, 0);
    }

    @Test
    @SuppressWarnings("NullAway") // a body without the checker's discipline
    void aBodyWithoutAStageHasFailed() {
        assertThatThrownBy(() -> patient.breaker.<String>stage(() -> null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the body answered null instead of a stage");
        patient.counts(1, 1, 0);
    }

    @Test
    void aBodyThatThrowsInsteadOfAnsweringAStageStillThrows() {
        assertThatThrownBy(() -> patient.breaker.stage(() -> {
                    throw new IllegalStateException("no stage");
                }))
                .hasMessage("no stage");
        patient.counts(1, 1, 0);
    }

    @Test
    void aRefusalFurtherInIsNoFailureOfTheOuterBreaker() {
        Patient inner = Patient.small().fail(4);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> patient.breaker.call(() -> inner.breaker.call(() -> "never")))
                    .isInstanceOf(CircuitOpenException.class);
        }
        patient.counts(0, 0, 0).is(State.CLOSED);
    }

    @Test
    void aBreakerMayCallItself() throws Exception {
        assertThat(patient.breaker.<Integer>call(() -> patient.breaker.<Integer>call(() -> 1) + 1))
                .isEqualTo(2);
        patient.counts(2, 0, 0);
    }

    @Test
    void thresholdsChangeInPlace() {
        patient.succeed(6).fail(2).is(State.CLOSED);
        patient.breaker.change(Patient.smallSpec().withFailureRate(0.25));
        patient.is(State.OPEN);
    }

    @Test
    void aLongerWindowKeepsWhatIsKnown() {
        patient.succeed(9).fail(2).counts(10, 2, 0);
        patient.breaker.change(Patient.smallSpec().withWindow(20));
        patient.counts(10, 2, 0).succeed(10).counts(20, 2, 0).succeed(10).counts(20, 0, 0);
    }

    @Test
    void aShorterWindowKeepsTheNewest() {
        patient.succeed(4).fail(3).succeed(5).counts(10, 3, 0);
        patient.breaker.change(Patient.smallSpec().withWindow(6));
        patient.counts(6, 1, 0).succeed(1).counts(6, 0, 0);
    }

    @Test
    void anOpeningInProgressKeepsItsEnd() {
        patient.fail(4);
        patient.breaker.change(Patient.smallSpec().withOpenFor(Duration.ofMinutes(1)));
        patient.clock.advance(Duration.ofSeconds(10));
        patient.fail(2).is(State.OPEN);
        patient.clock.advance(Duration.ofSeconds(59));
        patient.refuses();
    }

    @Test
    void aSlowCallRuleThatArrivesDuringACallLeavesItAlone() throws Exception {
        patient.breaker.call(() -> {
            patient.breaker.change(Patient.smallSpec().withSlowCalls(Duration.ofNanos(1), 1));
            return "quick";
        });
        patient.counts(1, 0, 0);
    }

    @Test
    void probesInFlightSurviveAChangeOfTheNumbers() {
        patient.openAndWait();
        long probe = patient.admitted();
        patient.breaker.change(Patient.smallSpec().withProbes(5));
        patient.breaker.settle(probe, 0, 0, null);
        patient.succeed(1).is(State.CLOSED);
    }
}
