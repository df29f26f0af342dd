package dev.flyball.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.pressure.LiveMemory.Sample;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakerMemoryTest {

    private static final long MAX = 1000 << 20;

    private final Patient patient = with(MemoryThreshold.share(0.9));
    private long collections;

    private static Patient with(MemoryThreshold threshold) {
        return Patient.with(Patient.smallSpec().withMemoryThreshold(threshold));
    }

    /** A second later, another collection found so many per cent live. */
    private Patient collected(Patient patient, double percent) {
        patient.clock.advance(Duration.ofSeconds(1));
        long live = Math.round(percent / 100 * MAX);
        patient.breaker.sensed(new Sample(live, MAX, patient.clock.nanos(), ++collections));
        return patient;
    }

    private Patient collected(double percent) {
        return collected(patient, percent);
    }

    private Patient full() {
        collected(95);
        return collected(95).is(State.OPEN);
    }

    @Test
    void twoMeasurementsAtTheThresholdOpenIt() {
        collected(90).is(State.CLOSED);
        collected(90).is(State.OPEN);
        assertThat(patient.edges).containsExactly("closed > open by memory");
        assertThat(patient.breaker.transitions(State.OPEN, Edges.Cause.MEMORY)).isEqualTo(1);
        assertThat(patient.breaker.transitions(State.OPEN, Edges.Cause.AUTO)).isZero();
    }

    @Test
    void oneBelowBetweenThemStartsAgain() {
        collected(95);
        collected(89.9);
        collected(95).is(State.CLOSED);
        collected(95).is(State.OPEN);
    }

    /** What is allocated between collections is no residency: no measurement, no second look. */
    @Test
    void theSameMeasurementAgainIsNoSecondOne() {
        Sample sample = new Sample(MAX, MAX, patient.clock.nanos(), 7);
        for (int i = 0; i < 25; i++) {
            patient.breaker.sensed(sample);
            patient.clock.advance(Duration.ofSeconds(1));
            patient.succeed(100).is(State.CLOSED);
        }
    }

    @Test
    void measurementsOlderThanThirtySecondsAreVoid() {
        collected(95);
        patient.clock.advance(Duration.ofSeconds(30));
        collected(95).is(State.CLOSED);
        long old = patient.clock.nanos();
        patient.clock.advance(Duration.ofSeconds(31));
        patient.breaker.sensed(new Sample(MAX, MAX, old, ++collections));
        collected(95).is(State.CLOSED);
        collected(95).is(State.OPEN);
    }

    @Test
    void itClosesSevenPointsBelowWithNothingRemembered() {
        patient.fail(3);
        full();
        collected(83.1).is(State.OPEN);
        collected(82.9).is(State.CLOSED).counts(0, 0, 0);
        assertThat(patient.edges).containsExactly("closed > open by memory", "open > closed by memory");
    }

    @Test
    void aSizeClosesSevenPerCentOfItselfBelow() {
        Patient sized = with(MemoryThreshold.bytes(100 << 20));
        collected(sized, 10);
        collected(sized, 10).is(State.OPEN);
        collected(sized, 9.4).is(State.OPEN);
        collected(sized, 9.2).is(State.CLOSED);
    }

    @Test
    void aSmallShareClosesAtHalfOfIt() {
        Patient small = with(MemoryThreshold.share(0.06));
        collected(small, 6);
        collected(small, 6).is(State.OPEN);
        collected(small, 3.1).is(State.OPEN);
        collected(small, 2.9).is(State.CLOSED);
    }

    @Test
    void aSizeAboveTheHeapOrAnUnknownHeapNeverOpensIt() {
        Patient big = with(MemoryThreshold.bytes(2 * MAX));
        for (int i = 0; i < 5; i++) {
            collected(big, 100).is(State.CLOSED);
            patient.breaker.sensed(new Sample(MAX, 0, patient.clock.nanos(), ++collections));
            patient.is(State.CLOSED);
        }
    }

    @Test
    void whileItIsOpenOneCallASecondPasses() {
        full().refuses();
        assertThat(Gate.retryAfter(patient.breaker.admit(0)))
                .isEqualTo(Duration.ofSeconds(1).toNanos());
        patient.clock.advance(Duration.ofSeconds(1));
        patient.admitted();
        patient.refuses();
        patient.clock.advance(Duration.ofMillis(999));
        patient.refuses();
        patient.clock.advance(Duration.ofMillis(1));
        patient.admitted();
    }

    @Test
    void ofManyCallsOneInAHundredPasses() {
        full();
        int passed = 0;
        for (int i = 0; i < 100_000; i++) {
            patient.clock.advance(Duration.ofMillis(1));
            passed += patient.breaker.admit(0) >= 0 ? 1 : 0;
        }
        assertThat(passed).isEqualTo(1_000);
    }

    @Test
    void ofFewCallsOneASecondPassesAndNoHundredthBesides() {
        full();
        int passed = 0;
        for (int i = 0; i < 20_000; i++) {
            patient.clock.advance(Duration.ofMillis(50));
            passed += patient.breaker.admit(0) >= 0 ? 1 : 0;
        }
        assertThat(passed).isBetween(950, 1_000);
    }

    @Test
    void callsThatPassThenAreNotJudged() {
        full();
        for (int i = 0; i < 10; i++) {
            patient.clock.advance(Duration.ofSeconds(1));
            patient.fail(1).is(State.OPEN).counts(0, 0, 0);
        }
        collected(10).is(State.CLOSED).counts(0, 0, 0);
    }

    /** The latch: nothing runs, so nothing is collected, and the last measurement would stand for good. */
    @Test
    void aReadingThatIsNotRenewedClosesIt() {
        full();
        Sample last = new Sample(MAX, MAX, patient.clock.nanos(), collections);
        for (int i = 0; i < 30; i++) {
            patient.clock.advance(Duration.ofSeconds(1));
            patient.breaker.sensed(last);
            patient.is(State.OPEN);
        }
        patient.clock.advance(Duration.ofSeconds(1));
        patient.breaker.sensed(last);
        patient.is(State.CLOSED);
    }

    @Test
    void noMeasurementAtAllClosesIt() {
        full().breaker.sensed(null);
        patient.is(State.CLOSED);
    }

    @Test
    void aCallFromBeforeItOpenedMeetsNobody() {
        long early = patient.admitted();
        full();
        patient.breaker.settle(early, 0, 0, Patient.failure());
        patient.counts(0, 0, 0);
        assertThat(patient.breaker.snapshot().late()).isEqualTo(1);
    }

    @Test
    void anOpeningForFailuresIsLeftAloneAndProbedAsEver() {
        patient.fail(4).is(State.OPEN);
        collected(95);
        collected(95).is(State.OPEN);
        patient.clock.advance(Duration.ofSeconds(10));
        patient.succeed(1).is(State.HALF_OPEN);
        collected(95).is(State.HALF_OPEN);
        patient.succeed(1).is(State.CLOSED);
        collected(95).is(State.CLOSED);
        collected(95).is(State.OPEN);
        assertThat(patient.edges)
                .containsExactly(
                        "closed > open by auto",
                        "open > half_open by auto",
                        "half_open > closed by auto",
                        "closed > open by memory");
    }

    @Test
    void whatAPersonChoseStandsWhateverMemoryDoes() {
        for (Runnable choice : new Runnable[] {
            patient.breaker::forceOpen, patient.breaker::disable, patient.breaker::metricsOnly,
        }) {
            patient.breaker.reset();
            full();
            choice.run();
            State chosen = patient.breaker.state();
            for (double percent : new double[] {95, 95, 10, 95, 95}) {
                collected(percent).is(chosen);
            }
        }
        patient.breaker.isolate("supervisor");
        collected(95);
        collected(95).is(State.ISOLATED);
    }

    @Test
    void aResetHoldsUntilTwoLaterCollectionsSayOtherwise() {
        full().breaker.reset();
        Sample last = new Sample(MAX, MAX, patient.clock.nanos(), collections);
        patient.breaker.sensed(last);
        patient.breaker.sensed(last);
        patient.is(State.CLOSED);
        collected(95).is(State.CLOSED);
        collected(95).is(State.OPEN);
    }

    @Test
    void whoAsksForProbesGetsThem() {
        full();
        assertThat(patient.breaker.halfOpen()).isTrue();
        collected(95).is(State.HALF_OPEN);
        patient.succeed(2).is(State.CLOSED);
    }

    @Test
    void anIsolationDuringItEndsClosed() {
        full().breaker.isolate("supervisor");
        patient.breaker.rejoin("supervisor");
        patient.is(State.CLOSED);
    }

    @Test
    void droppingTheRuleEndsItsOpeningAndRaisingItLetsItEase() {
        full().breaker.change(Patient.smallSpec().withMemoryThreshold(MemoryThreshold.share(0.99)));
        patient.is(State.OPEN);
        collected(91).is(State.CLOSED);
        patient.breaker.change(Patient.smallSpec().withMemoryThreshold(MemoryThreshold.share(0.5)));
        collected(60);
        collected(60).is(State.OPEN);
        patient.breaker.change(Patient.smallSpec());
        patient.is(State.CLOSED);
        collected(99);
        collected(99).is(State.CLOSED);
    }

    @Test
    void anOpeningForMemoryDoesNotLengthenLaterOnes() {
        full();
        collected(10);
        patient.fail(4);
        assertThat(Gate.retryAfter(patient.breaker.admit(0)))
                .isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void whyTellsWhatWasLiveAndWhenItCloses() {
        full();
        patient.clock.advance(Duration.ofMillis(250));
        assertThat(patient.breaker.why())
                .isEqualTo(new Standing(
                        false,
                        "breaker payments is OPEN since 250ms because 950MiB of 1000MiB memory were live (limit 0.9 of"
                                + " the heap); closes below 830MiB, until then one call a second or in 100 passes, the"
                                + " next in 750ms",
                        Duration.ofMillis(750).toNanos(),
                        State.OPEN,
                        Optional.of(State.OPEN)));
        patient.clock.advance(Duration.ofMillis(750));
        assertThat(patient.breaker.why().admits()).isTrue();
        assertThat(patient.breaker.why().forced()).isFalse();
    }

    @Test
    void aThresholdIsAShareOrASize() {
        assertThatThrownBy(() -> MemoryThreshold.share(1.01))
                .hasMessageEndingWith("memoryThreshold is 1.01; it must be above 0 and at most 1");
        assertThatThrownBy(() -> MemoryThreshold.bytes(0))
                .hasMessageEndingWith("memoryThreshold is 0; it must be at least 1 byte");
    }
}
