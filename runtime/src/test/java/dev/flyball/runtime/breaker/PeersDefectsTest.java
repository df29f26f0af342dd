package dev.flyball.runtime.breaker;

import static dev.flyball.runtime.breaker.Patient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.call.Gate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What has gone wrong in other circuit breakers, and must not go wrong here. {@link Resilience4jTapeTest} shows some of it
 * going wrong beside ours.
 */
class PeersDefectsTest {

    /** resilience4j #935, #903, #1568. */
    @Test
    void anErrorDoesNotKeepAProbesPermit() {
        Patient patient = Patient.small().openAndWait();
        patient.fail(2, new StackOverflowError()).is(State.OPEN);
        patient.clock.advance(Duration.ofSeconds(10));
        patient.succeed(2).is(State.CLOSED);
    }

    /** resilience4j pull request #2488. */
    @Test
    void aThrowingPredicateDoesNotKeepAProbesPermit() {
        for (RuntimeException thrown : new RuntimeException[] {new IllegalStateException(), new ClassCastException()}) {
            Patient patient = Patient.with(Patient.smallSpec().withIgnoreOn(failure -> {
                throw thrown;
            }));
            patient.openAndWait().fail(2).is(State.OPEN);
        }
        Patient patient = Patient.with(Patient.smallSpec().withRecordOn(failure -> {
            throw new NoClassDefFoundError();
        }));
        patient.openAndWait().fail(1).counts(1, 1, 0).fail(1).is(State.OPEN);
    }

    /** resilience4j, Sentinel, Polly #217. */
    @Test
    void aSuccessFromBeforeTheOpeningDoesNotCloseAHalfOpenBreaker() {
        Patient patient = Patient.small();
        long[] early = {patient.admitted(), patient.admitted(), patient.admitted()};
        patient.openAndWait();
        patient.admitted();
        for (long permit : early) {
            patient.breaker.settle(permit, 0, 0, null);
        }
        patient.is(State.HALF_OPEN).counts(0, 0, 0);
        assertThat(patient.breaker.snapshot().late()).isEqualTo(3);
    }

    @Test
    void aFailureOfAnEarlierProbingDoesNotOpenALaterOne() {
        Patient patient = Patient.with(Patient.smallSpec().withMinimumCalls(2).withProbes(3))
                .fail(2);
        patient.clock.advance(Duration.ofSeconds(10));
        long early = patient.admitted();
        patient.fail(2).is(State.OPEN);
        patient.breaker.halfOpen();
        patient.breaker.settle(early, 0, 0, failure());
        patient.counts(0, 0, 0).succeed(3).is(State.CLOSED);
    }

    /** resilience4j: five such calls raised the probes from 1 to 6. */
    @Test
    void ignoredCallsFromBeforeTheOpeningMakeNoRoomForProbes() {
        Patient patient = Patient.small();
        long[] early = {patient.admitted(), patient.admitted(), patient.admitted()};
        patient.openAndWait();
        patient.admitted();
        patient.admitted();
        for (long permit : early) {
            patient.breaker.settle(permit, 0, 0, new CancellationException());
        }
        patient.refuses();
    }

    /** SmallRye, Sentinel #1638, #3363. */
    @Test
    void aHungProbeDoesNotKeepTheBreakerHalfOpen() {
        Patient patient = Patient.small().openAndWait();
        long hung = patient.admitted();
        patient.succeed(1).refuses();
        patient.clock.advance(Duration.ofSeconds(30).minusNanos(1));
        patient.refuses().is(State.HALF_OPEN);
        patient.clock.advance(1);
        patient.refuses().is(State.OPEN);
        patient.breaker.settle(hung, 0, 0, null);
        patient.is(State.OPEN);
        assertThat(patient.breaker.snapshot().late()).isEqualTo(1);
    }

    @Test
    void aHungProbeAmongEnoughGoodOnesLetsTheBreakerClose() {
        Patient patient = Patient.with(Patient.smallSpec().withProbes(5)).openAndWait();
        long hung = patient.admitted();
        patient.succeed(4).refuses();
        patient.clock.advance(Duration.ofSeconds(30));
        patient.admitted();
        patient.is(State.CLOSED);
        patient.breaker.settle(hung, 0, 0, failure());
        patient.counts(0, 0, 0);
    }

    @Test
    void aProbeThatEndsAfterItsTimeDoesNotEndTheOneThatFollowed() {
        Patient patient = Patient.with(Patient.smallSpec().withProbes(3)).openAndWait();
        long hung = patient.admitted();
        patient.clock.advance(Duration.ofSeconds(30));
        long next = patient.admitted();
        patient.counts(1, 1, 0);
        patient.breaker.settle(hung, 0, 0, null);
        patient.counts(1, 1, 0);
        patient.breaker.settle(next, 0, 0, null);
        patient.counts(2, 1, 0);
    }

    /** resilience4j: opened by a result, it called itself CLOSED and refused everything. */
    @Test
    void aBreakerNeverCallsItselfClosedAndRefuses() {
        Patient patient = Patient.small().fail(4);
        assertThat(patient.breaker.admit(0) < 0).isEqualTo(patient.breaker.state() != State.CLOSED);
        assertThat(patient.breaker.why().admits()).isFalse();
    }

    /** resilience4j #1437: one refusal, two events. */
    @Test
    void oneRefusalIsCountedOnce() {
        Patient patient = Patient.small().fail(4).refuses();
        assertThat(patient.breaker.snapshot().rejected()).isEqualTo(1);
    }

    /** resilience4j: a step of -5 s turned 62 recorded calls into 9. */
    @Test
    void aClockThatStepsBackLosesNoOutcome() {
        Patient patient = Patient.with(BreakerSpec.DEFAULT).succeed(50).fail(12);
        patient.clock.set(patient.clock.nanos() - Duration.ofSeconds(5).toNanos());
        patient.counts(62, 12, 0).succeed(1).counts(63, 12, 0);
    }

    /** The same in a window of time, where it happened. */
    @Test
    void aClockThatStepsBackLosesNoOutcomeOfASpanOfTime() {
        Patient patient = Patient.with(BreakerSpec.DEFAULT.withWindow(Duration.ofSeconds(10)));
        for (int i = 0; i < 62; i++) {
            patient.succeed(1).clock.advance(Duration.ofMillis(100));
        }
        patient.clock.set(patient.clock.nanos() - Duration.ofSeconds(5).toNanos());
        patient.counts(62, 0, 0);
        patient.clock.advance(Duration.ofSeconds(5));
        patient.succeed(1).counts(63, 0, 0);
    }

    /** resilience4j's LOCK_FREE window: it went by the system's clock whatever it was given. */
    @Test
    void aSpanOfTimePassesOnTheClockThatWasInjected() {
        Patient patient = Patient.with(BreakerSpec.DEFAULT.withWindow(Duration.ofHours(10)));
        patient.fail(1).clock.advance(Duration.ofHours(9));
        patient.counts(1, 1, 0).clock.advance(Duration.ofHours(1));
        patient.counts(0, 0, 0);
    }

    /** Hystrix #860: nobody could tell a breaker forced open from one that had opened. */
    @Test
    void whatAPersonChoseAndWhatWasMeasuredAreShownApart() {
        Patient patient = Patient.small();
        patient.breaker.metricsOnly();
        assertThat(patient.fail(3).breaker.why())
                .isEqualTo(new Standing(
                        true,
                        "breaker payments is METRICS_ONLY by hand, and would be CLOSED: 3 of 3 calls failed (limit 0.5"
                                + " of at least 4)",
                        0,
                        State.METRICS_ONLY,
                        Optional.of(State.CLOSED)));
        assertThat(patient.fail(1).breaker.why().computed()).contains(State.OPEN);
        assertThat(patient.breaker.why().forced()).isTrue();
        patient.breaker.forceOpen();
        assertThat(patient.breaker.why().computed()).isEmpty();
        patient.breaker.reset();
        assertThat(patient.fail(4).breaker.why().forced()).isFalse();
    }

    @Test
    void anOpenBreakerSurvivesTheWrappingOfTheClock() {
        Patient patient = Patient.small();
        patient.clock.set(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());
        patient.fail(4).refuses();
        patient.clock.set(Long.MIN_VALUE + Duration.ofSeconds(6).toNanos());
        assertThat(Gate.retryAfter(patient.breaker.admit(0)))
                .isBetween(
                        Duration.ofSeconds(1).toNanos() - 1,
                        Duration.ofSeconds(1).toNanos() + 1);
        patient.clock.advance(Duration.ofSeconds(1).plusNanos(1));
        patient.succeed(2).is(State.CLOSED);
    }

    /** resilience4j: cancelling the stage freed nothing. */
    @Test
    void cancellingAProbesStageMakesRoomForAnother() {
        Patient patient = Patient.small().openAndWait();
        CompletableFuture<String> one = new CompletableFuture<>();
        patient.breaker.stage(() -> one);
        patient.breaker.stage(CompletableFuture<String>::new);
        patient.refuses();
        one.cancel(true);
        patient.counts(0, 0, 0).admitted();
    }

    /** resilience4j #1847: a stage that had completed before it was returned was never timed. */
    @Test
    void aStageThatIsCompleteAlreadyIsTimedAndCounted() {
        Patient patient = Patient.with(Patient.smallSpec().withSlowCalls(Duration.ofMillis(10), 1));
        patient.breaker.stage(() -> {
            patient.clock.advance(Duration.ofMillis(11));
            return CompletableFuture.completedFuture("late");
        });
        patient.counts(1, 0, 1);
    }
}
