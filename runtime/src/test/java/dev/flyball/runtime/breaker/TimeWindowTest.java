package dev.flyball.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {

    private static final long SECOND = 1_000_000_000L;

    private final ManualClock clock = new ManualClock(1000 * SECOND);
    private final Patient patient = Patient.with(Patient.smallSpec().withWindow(Duration.ofSeconds(10)));

    private static Window window(ManualClock clock, Duration span, int minimum) {
        BreakerSpec spec = BreakerSpec.DEFAULT.withWindow(span).withMinimumCalls(minimum);
        return new Rules(spec, clock).emptyWindow();
    }

    /** Beside a list of all outcomes with their times; the clock steps back and jumps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aTimeWindowCountsWhatTheNaiveOneDoes(long seed) {
        Random random = new Random(seed);
        for (int tape = 0; tape < 40; tape++) {
            Duration span = Duration.ofSeconds(random.nextInt(1, 15));
            clock.set(random.nextLong(1, 100 * SECOND));
            Window window = window(clock, span, 1);
            NaiveWindow naive = new NaiveWindow(BreakerWindow.lasting(span), clock.nanos());
            for (int i = 0; i < 300; i++) {
                move(random, span);
                if (random.nextInt(4) > 0) {
                    int outcome = random.nextInt(4);
                    window.add(outcome, random.nextBoolean() ? clock.nanos() : 0);
                    naive.add(outcome, clock.nanos());
                }
                assertThat(window.tally(random.nextBoolean() ? clock.nanos() : 0))
                        .as("seed %d, tape %d, step %d", seed, tape, i)
                        .isEqualTo(naive.tally(clock.nanos()));
            }
        }
    }

    private void move(Random random, Duration span) {
        switch (random.nextInt(40)) {
            case 0 -> clock.advance(random.nextLong(2 * span.toNanos()));
            case 1 -> clock.set(Math.max(1, clock.nanos() - random.nextLong(span.toNanos())));
            default -> clock.advance(random.nextLong(SECOND));
        }
    }

    /** Whoever looks only when told to must open it as early as one who always looks. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noVerdictIsMissedByNotLooking(long seed) {
        Random random = new Random(seed);
        for (int tape = 0; tape < 100; tape++) {
            int minimum = random.nextInt(1, 12);
            double limit = random.nextInt(1, 8) / 8.0;
            Window window = window(clock, Duration.ofSeconds(random.nextInt(1, 15)), minimum);
            boolean seen = false;
            for (int i = 0; i < 200; i++) {
                clock.advance(random.nextLong(SECOND / 2));
                boolean due = window.add(random.nextInt(4) == 0 ? Outcome.FAILED : Outcome.OK, clock.nanos());
                Tally tally = window.tally(clock.nanos());
                boolean trips = tally.calls() >= minimum && tally.failureRate() >= limit;
                if (trips && !seen) {
                    assertThat(due)
                            .as("seed %d, tape %d, step %d", seed, tape, i)
                            .isTrue();
                }
                seen = trips;
            }
        }
    }

    @Test
    void halfOfTheCallsOfTheSpanFailingOpensIt() {
        patient.succeed(2).fail(1).is(State.CLOSED).fail(1).is(State.OPEN);
        assertThat(patient.breaker.why().reason())
                .isEqualTo("breaker payments is OPEN since 0s after 2 of 4 calls in 10s failed (limit 0.5);"
                        + " next probe in 10s");
    }

    @Test
    void oldOutcomesLeaveByThemselves() {
        patient.fail(3);
        patient.clock.advance(Duration.ofSeconds(9));
        patient.counts(3, 3, 0);
        patient.clock.advance(Duration.ofSeconds(1));
        patient.counts(0, 0, 0).fail(3).is(State.CLOSED);
    }

    @Test
    void aSuccessMayOpenItWhenOlderSuccessesHaveLeft() {
        patient.succeed(6);
        patient.clock.advance(Duration.ofSeconds(9));
        patient.fail(4).is(State.CLOSED).counts(10, 4, 0);
        patient.clock.advance(Duration.ofSeconds(1));
        patient.succeed(1).is(State.OPEN);
    }

    @Test
    void aWindowUnderTenSecondsHasTenSlices() {
        Patient quick = Patient.with(Patient.smallSpec().withWindow(Duration.ofSeconds(1)));
        quick.fail(1);
        quick.clock.advance(Duration.ofMillis(999));
        quick.counts(1, 1, 0);
        quick.clock.advance(Duration.ofMillis(1));
        quick.counts(0, 0, 0);
    }

    @Test
    void aWindowOfManyHoursHasNoMoreSlicesThanOneOfAnHour() {
        Patient slow = Patient.with(
                Patient.smallSpec().withWindow(Duration.ofHours(36)).withFailureRate(1));
        for (int i = 0; i < 10_000; i++) {
            slow.succeed(1).clock.advance(Duration.ofMinutes(1));
        }
        assertThat(slow.breaker.snapshot().calls()).isBetween(36 * 60L - 1, 36 * 60L);
    }

    @Test
    void theShortestWindowIsANanosecond() {
        Patient shortest = Patient.with(Patient.smallSpec().withWindow(Duration.ofNanos(1)));
        shortest.fail(3).counts(3, 3, 0);
        shortest.clock.advance(1);
        shortest.counts(0, 0, 0);
    }

    @Test
    void aClockThatStepsBackLosesNoOutcome() {
        patient.succeed(40).fail(12).counts(52, 12, 0);
        patient.clock.set(patient.clock.nanos() - Duration.ofSeconds(25).toNanos());
        patient.counts(52, 12, 0).succeed(1).counts(53, 12, 0);
    }

    @Test
    void aJumpOfTheClockPastTheWindowEmptiesIt() {
        patient.succeed(40).fail(12);
        patient.clock.advance(Duration.ofDays(400));
        patient.counts(0, 0, 0).succeed(1).counts(1, 0, 0);
    }

    @Test
    void theWrappingOfTheClockChangesNothing() {
        ManualClock wrapping = new ManualClock(Long.MAX_VALUE - 3 * SECOND);
        Window window = window(wrapping, Duration.ofSeconds(10), 1);
        for (int i = 1; i <= 10; i++) {
            window.add(Outcome.FAILED, wrapping.nanos());
            wrapping.set(wrapping.nanos() + SECOND);
            assertThat(window.tally(wrapping.nanos()).calls()).isBetween(i - 1L, (long) i);
        }
        wrapping.set(wrapping.nanos() + 10 * SECOND);
        assertThat(window.tally(wrapping.nanos())).isEqualTo(Tally.NONE);
    }

    @Test
    void aCallWithoutAReadingReadsTheClockItself() throws Exception {
        patient.breaker.call(() -> "now");
        patient.clock.advance(Duration.ofSeconds(10));
        patient.breaker.call(() -> "later");
        patient.counts(1, 0, 0);
    }

    @Test
    void aWindowOfAnotherKindStartsEmpty() {
        patient.succeed(5).fail(3).breaker.change(Patient.smallSpec());
        patient.counts(0, 0, 0).succeed(5).fail(3).counts(8, 3, 0);
        patient.breaker.change(Patient.smallSpec().withWindow(Duration.ofSeconds(10)));
        patient.counts(0, 0, 0).is(State.CLOSED);
    }

    @Test
    void anotherSpanKeepsWhatIsWithinIt() {
        patient.succeed(5);
        patient.clock.advance(Duration.ofSeconds(5));
        patient.fail(3);
        patient.breaker.change(Patient.smallSpec().withWindow(Duration.ofSeconds(30)));
        patient.counts(8, 3, 0);
        patient.clock.advance(Duration.ofSeconds(20));
        patient.counts(8, 3, 0);
        patient.breaker.change(
                Patient.smallSpec().withWindow(Duration.ofSeconds(22)).withFailureRate(1));
        patient.counts(3, 3, 0).succeed(1).counts(4, 3, 0);
        patient.breaker.change(
                Patient.smallSpec().withWindow(Duration.ofSeconds(5)).withFailureRate(1));
        patient.counts(1, 0, 0);
    }

    @Test
    void metricsOnlyTellsWhatItWouldBeOverTheSpan() {
        patient.breaker.metricsOnly();
        patient.fail(4).is(State.METRICS_ONLY);
        assertThat(patient.breaker.why().computed()).contains(State.OPEN);
        patient.clock.advance(Duration.ofSeconds(10));
        assertThat(patient.breaker.why().computed()).contains(State.CLOSED);
    }

    @Test
    void slowCallsAreCountedOverTheSpan() {
        Patient slow = Patient.with(
                Patient.smallSpec().withWindow(Duration.ofSeconds(10)).withSlowCalls(Duration.ofMillis(100), 0.5));
        slow.take(Duration.ofMillis(200)).take(Duration.ofMillis(200)).take(Duration.ofMillis(1));
        slow.counts(3, 0, 2).take(Duration.ofMillis(1)).is(State.OPEN);
        assertThat(slow.breaker.why().reason())
                .startsWith("breaker payments is OPEN since 0s after 2 of 4 calls in 10s took longer than 100ms");
    }
}
