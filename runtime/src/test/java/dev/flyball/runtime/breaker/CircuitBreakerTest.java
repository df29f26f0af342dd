package dev.flyball.runtime.breaker;

import static dev.flyball.runtime.breaker.Patient.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    @Test
    void halfOfTheMinimumFailingOpensIt() {
        Patient.small().succeed(2).fail(2).is(State.OPEN).refuses();
    }

    @Test
    void fewerCallsThanTheMinimumDecideNothing() {
        Patient.small().fail(3).is(State.CLOSED);
    }

    @Test
    void aSuccessThatCompletesTheMinimumMayOpenIt() {
        Patient.small().fail(3).is(State.CLOSED).succeed(1).is(State.OPEN);
    }

    @Test
    void aMinimumAboveTheWindowMeansTheWindow() {
        Patient.with(BreakerSpec.DEFAULT.withWindow(3).withMinimumCalls(20))
                .fail(3)
                .is(State.OPEN);
    }

    @Test
    void onlyTheLastCallsOfTheWindowCount() {
        Patient patient = Patient.small().succeed(6).fail(3).counts(9, 3, 0);
        patient.succeed(8).counts(10, 2, 0);
        patient.succeed(2).counts(10, 0, 0);
    }

    @Test
    void ratesAreUndefinedBelowTheMinimum() {
        Patient patient = Patient.small().succeed(2).fail(1);
        assertThat(patient.breaker.snapshot().failureRate()).isEqualTo(-1);
        patient.succeed(1);
        assertThat(patient.breaker.snapshot().failureRate()).isEqualTo(0.25);
    }

    @Test
    void aCallIsSlowOnlyIfItTakesStrictlyLonger() {
        Patient patient = Patient.with(Patient.smallSpec().withSlowCalls(Duration.ofMillis(100), 0.5));
        patient.take(Duration.ofMillis(100)).counts(1, 0, 0);
        patient.take(Duration.ofMillis(101)).counts(2, 0, 1);
        patient.take(Duration.ofMillis(5)).take(Duration.ofMillis(500)).is(State.OPEN);
    }

    @Test
    void aCallMayBeSlowAndFailed() {
        Patient patient = Patient.with(Patient.smallSpec().withSlowCalls(Duration.ofMillis(100), 0.5));
        long startedAt = patient.clock.nanos();
        patient.breaker.settle(patient.breaker.admit(startedAt), startedAt, startedAt + 200_000_000, failure());
        patient.counts(1, 1, 1);
    }

    @Test
    void anOpenBreakerRefusesUntilItsTimeIsUp() {
        Patient patient = Patient.small().fail(4);
        patient.clock.advance(Duration.ofSeconds(3));
        assertThat(Gate.retryAfter(patient.breaker.admit(0)))
                .isEqualTo(Duration.ofSeconds(7).toNanos());
        patient.clock.advance(Duration.ofSeconds(7));
        patient.admitted();
        patient.is(State.HALF_OPEN);
    }

    @Test
    void successfulProbesCloseIt() {
        Patient.small()
                .openAndWait()
                .succeed(1)
                .is(State.HALF_OPEN)
                .succeed(1)
                .is(State.CLOSED)
                .counts(0, 0, 0);
    }

    @Test
    void failedProbesOpenItAgain() {
        Patient.small().openAndWait().succeed(1).fail(1).is(State.OPEN);
    }

    @Test
    void noMoreThanTheProbesPass() {
        Patient patient = Patient.small().openAndWait();
        patient.admitted();
        patient.admitted();
        patient.refuses().refuses();
        assertThat(patient.breaker.snapshot().rejected()).isEqualTo(2);
    }

    @Test
    void eachFailedProbingLengthensTheTimeUpToItsMaximum() {
        BreakerSpec spec =
                Patient.smallSpec().withProbes(1).withOpenFor(Duration.ofSeconds(10), 2, Duration.ofSeconds(30));
        Patient patient = Patient.with(spec).fail(4);
        for (int seconds : new int[] {10, 20, 30, 30}) {
            patient.clock.advance(Duration.ofSeconds(seconds).minusNanos(1));
            patient.refuses();
            patient.clock.advance(1);
            patient.fail(1).is(State.OPEN);
        }
        patient.clock.advance(Duration.ofSeconds(30));
        patient.succeed(1).is(State.CLOSED).fail(4).is(State.OPEN);
        patient.clock.advance(Duration.ofSeconds(10));
        patient.admitted();
    }

    @Test
    void aMaximumBelowTheFirstTimeDoesNotShortenIt() {
        Patient patient = Patient.with(Patient.smallSpec().withOpenFor(Duration.ofMinutes(10)))
                .fail(4);
        assertThat(Gate.retryAfter(patient.breaker.admit(0)))
                .isEqualTo(Duration.ofMinutes(10).toNanos());
    }

    @Test
    void ignoredBeatsRecordedAndOthersAreSuccesses() {
        Patient patient = Patient.with(Patient.smallSpec()
                .withRecordOn(IOException.class::isInstance)
                .withIgnoreOn(InterruptedException.class::isInstance));
        patient.fail(1, new InterruptedException()).counts(0, 0, 0);
        patient.fail(1, new IllegalStateException()).counts(1, 0, 0);
        patient.fail(1, new IOException()).counts(2, 1, 0);
    }

    @Test
    void aTimeoutIsAFailureWhateverElseIsRecordedUnlessItIsIgnored() {
        CallTimedOutException late = new CallTimedOutException("Orders.pay", "pay", 1_000, 2_000, null);
        Patient.with(Patient.smallSpec().withRecordOn(IOException.class::isInstance))
                .fail(1, late)
                .counts(1, 1, 0);
        Patient.with(Patient.smallSpec().withIgnoreOn(CallTimedOutException.class::isInstance))
                .fail(1, late)
                .counts(0, 0, 0);
    }

    @Test
    void wrappersOfAFailureAreLookedThrough() {
        Patient patient = Patient.with(Patient.smallSpec().withIgnoreOn(IOException.class::isInstance));
        patient.fail(1, new CompletionException(new ExecutionException(new IOException())))
                .counts(0, 0, 0);
        patient.fail(1, new CompletionException("no cause", null)).counts(1, 1, 0);
    }

    @Test
    void cancelledAndRefusedCallsSayNothing() {
        Patient patient = Patient.small();
        patient.fail(10, new CancellationException());
        patient.fail(10, patient.breaker.refusal(Gate.NEVER, "Orders.pay"));
        patient.counts(0, 0, 0).is(State.CLOSED);
    }

    @Test
    void anIgnoredProbeMakesRoomForAnother() {
        Patient patient = Patient.small().openAndWait();
        patient.fail(20, new CancellationException())
                .is(State.HALF_OPEN)
                .succeed(2)
                .is(State.CLOSED);
    }

    @Test
    void aForcedOpenBreakerRefusesUntilReset() {
        Patient patient = Patient.small();
        patient.breaker.forceOpen();
        patient.clock.advance(Duration.ofDays(1));
        patient.refuses().is(State.FORCED_OPEN);
        patient.breaker.reset();
        patient.succeed(1).is(State.CLOSED);
    }

    @Test
    void aDisabledBreakerCountsNothing() {
        Patient patient = Patient.small();
        patient.breaker.disable();
        patient.fail(20).is(State.DISABLED).counts(0, 0, 0);
    }

    @Test
    void metricsOnlyCountsButNeverOpens() {
        Patient patient = Patient.small();
        patient.breaker.metricsOnly();
        patient.fail(20).is(State.METRICS_ONLY).counts(10, 10, 0);
    }

    @Test
    void anOverrideEndsHalfOpenIfAsked() {
        Patient patient = Patient.small();
        patient.breaker.forceOpen();
        assertThat(patient.breaker.halfOpen()).isTrue();
        assertThat(patient.breaker.halfOpen()).isFalse();
        patient.succeed(2).is(State.CLOSED);
    }

    @Test
    void onlyItsOwnerOrAResetEndsAnIsolation() {
        Patient patient = Patient.small();
        assertThat(patient.breaker.isolate("supervisor")).isTrue();
        assertThat(patient.breaker.isolate("another")).isFalse();
        assertThat(patient.breaker.rejoin("another")).isFalse();
        assertThat(patient.breaker.halfOpen()).isFalse();
        patient.refuses().is(State.ISOLATED);
        assertThat(patient.breaker.rejoin("supervisor")).isTrue();
        patient.is(State.CLOSED);
        patient.breaker.isolate("supervisor");
        patient.breaker.reset();
        patient.is(State.CLOSED);
    }

    @Test
    void whatAPersonChoseStandsAgainAfterAnIsolation() {
        Patient patient = Patient.small();
        patient.breaker.forceOpen();
        patient.breaker.isolate("supervisor");
        patient.breaker.rejoin("supervisor");
        patient.is(State.FORCED_OPEN);
        patient.breaker.isolate("supervisor");
        patient.breaker.disable();
        patient.is(State.ISOLATED);
        patient.breaker.rejoin("supervisor");
        patient.is(State.DISABLED);
    }

    @Test
    void allCallsOfAClosedTermHaveOnePermit() {
        Patient patient = Patient.small();
        long permit = patient.admitted();
        assertThat(patient.admitted()).isEqualTo(permit);
        patient.breaker.reset();
        assertThat(patient.admitted()).isNotEqualTo(permit);
    }

    @Test
    void everyEdgeIsAnnouncedOnceInOrder() {
        Patient patient = Patient.small().openAndWait().fail(2);
        patient.clock.advance(Duration.ofSeconds(10));
        patient.succeed(2);
        patient.breaker.disable();
        patient.breaker.disable();
        assertThat(patient.edges)
                .containsExactly(
                        "closed > open by auto",
                        "open > half_open by auto",
                        "half_open > open by auto",
                        "open > half_open by auto",
                        "half_open > closed by auto",
                        "closed > disabled by manual");
    }

    @Test
    void anEdgeCausedByTheSinkIsAnnouncedAfterItsOwn() {
        Patient patient = Patient.small();
        CircuitBreaker[] self = new CircuitBreaker[1];
        self[0] = new CircuitBreaker("self", Patient.smallSpec(), patient.clock, event -> {
            patient.edges.add(event.toString());
            if (self[0].state() == State.OPEN) {
                self[0].forceOpen();
            }
        });
        for (int i = 0; i < 4; i++) {
            self[0].settle(self[0].admit(0), 0, 0, failure());
        }
        assertThat(patient.edges)
                .containsExactly(
                        "BreakerTransition[name=self, from=closed, to=open, cause=auto]",
                        "BreakerTransition[name=self, from=open, to=forced_open, cause=manual]");
    }

    @Test
    void aSinkThatThrowsDoesNotChangeTheCallsEnding() {
        CircuitBreaker breaker = new CircuitBreaker("loud", Patient.smallSpec(), new ManualClock(), event -> {
            throw new IllegalStateException("sink");
        });
        for (int i = 0; i < 4; i++) {
            breaker.settle(breaker.admit(0), 0, 0, failure());
        }
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void aSpecSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> BreakerSpec.DEFAULT.withFailureRate(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[breaker-spec] circuit breaker: failureRate is 1.5; it must be above 0 and at most 1");
    }
}
