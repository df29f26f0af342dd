package dev.flyball.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.ManualClock;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random tapes of calls one after another, and of what people do to a breaker, beside resilience4j's: where the two
 * promise the same, they do the same. Left out of the tapes is what differs by intention, each with a test of its own
 * below: old results, calls at the very nanosecond at which an opening ends, asking twice for the same override, probes
 * out of CLOSED or METRICS_ONLY, time windows under ten seconds, and clocks that step back. Besides, window and minimum are at least
 * the probes, as the other one closes on fewer, and probes do not hang, as it waits for ever.
 */
class Resilience4jTapeTest {

    private static final long SECOND = 1_000_000_000L;

    private static final class Ignored extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** One of each, on the same clock and with the same numbers. */
    private static final class Pair {
        final ManualClock clock = new ManualClock(1000 * SECOND);
        final CircuitBreaker ours;
        final io.github.resilience4j.circuitbreaker.CircuitBreaker theirs;

        Pair(BreakerWindow window, int minimum, int probes, int percent) {
            this.ours = new CircuitBreaker(
                    "ours",
                    BreakerSpec.DEFAULT
                            .withWindow(window)
                            .withMinimumCalls(minimum)
                            .withFailureRate(percent / 100.0)
                            .withSlowCalls(Duration.ofMillis(100), 0.5)
                            .withOpenFor(Duration.ofSeconds(1))
                            .withProbes(probes)
                            .withIgnoreOn(Ignored.class::isInstance),
                    clock,
                    EventSink.NONE);
            int size = window instanceof BreakerWindow.Calls calls
                    ? calls.calls()
                    : (int) ((BreakerWindow.Span) window).span().toSeconds();
            this.theirs = io.github.resilience4j.circuitbreaker.CircuitBreaker.of(
                    "theirs",
                    CircuitBreakerConfig.custom()
                            .slidingWindow(
                                    size,
                                    minimum,
                                    window instanceof BreakerWindow.Calls
                                            ? SlidingWindowType.COUNT_BASED
                                            : SlidingWindowType.TIME_BASED)
                            .failureRateThreshold(percent)
                            .slowCallDurationThreshold(Duration.ofMillis(100))
                            .slowCallRateThreshold(50)
                            .waitDurationInOpenState(Duration.ofSeconds(1))
                            .permittedNumberOfCallsInHalfOpenState(probes)
                            .ignoreException(Ignored.class::isInstance)
                            .clock(new WallClock(clock))
                            .build());
        }

        /** A call of both that takes so long and ends so. */
        void call(long took, @Nullable Exception failure) {
            long startedAt = clock.nanos();
            long permit = ours.admit(startedAt);
            assertThat(permit >= 0).as("admitted").isEqualTo(theirs.tryAcquirePermission());
            if (permit >= 0) {
                clock.advance(took);
                ours.settle(permit, startedAt, clock.nanos(), failure);
                theirsEnded(took, failure);
            }
        }

        void theirsEnded(long took, @Nullable Exception failure) {
            if (failure == null) {
                theirs.onSuccess(took, TimeUnit.NANOSECONDS);
            } else {
                theirs.onError(took, TimeUnit.NANOSECONDS, failure);
            }
        }

        /** The same override of both, except where asking twice means two things. */
        void overrule(Random random) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    ours.forceOpen();
                    theirs.transitionToForcedOpenState();
                }
                case 1 -> {
                    ours.disable();
                    theirs.transitionToDisabledState();
                }
                case 2 -> {
                    if (ours.state() != State.METRICS_ONLY) {
                        ours.metricsOnly();
                        theirs.transitionToMetricsOnlyState();
                    }
                }
                case 3 -> {
                    boolean theirsCan = ours.state() != State.METRICS_ONLY && ours.state() != State.CLOSED;
                    if (theirsCan && ours.halfOpen()) {
                        theirs.transitionToHalfOpenState();
                    }
                }
                case 4 -> {
                    ours.reset();
                    theirs.transitionToClosedState();
                }
                default -> {
                    ours.reset();
                    theirs.reset();
                }
            }
        }

        void same() {
            assertThat(ours.state().name())
                    .as("state")
                    .isEqualTo(theirs.getState().name());
            if (ours.state() != State.OPEN) { // theirs shows what opened it
                CircuitBreaker.Snapshot seen = ours.snapshot();
                io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics metrics = theirs.getMetrics();
                assertThat(seen.calls()).as("calls").isEqualTo(metrics.getNumberOfBufferedCalls());
                assertThat(seen.failed()).as("failed").isEqualTo(metrics.getNumberOfFailedCalls());
                assertThat(seen.slow()).as("slow").isEqualTo(metrics.getNumberOfSlowCalls());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void bothBreakersAgreeOnCounts(long seed) {
        Random random = new Random(seed);
        for (int tape = 0; tape < 30; tape++) {
            int probes = random.nextInt(1, 6);
            play(
                    random,
                    new Pair(
                            BreakerWindow.calls(random.nextInt(probes, 12)),
                            random.nextInt(probes, 12),
                            probes,
                            percent(random)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void bothBreakersAgreeOnTime(long seed) {
        Random random = new Random(seed);
        for (int tape = 0; tape < 30; tape++) {
            int probes = random.nextInt(1, 6);
            BreakerWindow window = BreakerWindow.lasting(Duration.ofSeconds(random.nextInt(10, 15)));
            play(random, new Pair(window, random.nextInt(probes, 60), probes, percent(random)));
        }
    }

    private static int percent(Random random) {
        return random.nextInt(1, 5) * 25;
    }

    private static void play(Random random, Pair pair) {
        for (int i = 0; i < 500; i++) {
            pair.clock.advance(random.nextInt(100) == 0 ? random.nextLong(20 * SECOND) : random.nextLong(SECOND / 3));
            if (random.nextInt(40) == 0) {
                pair.overrule(random);
            } else {
                pair.call(
                        random.nextInt(140_000_000),
                        switch (random.nextInt(4)) {
                            case 0 -> new Exception();
                            case 1 -> new Ignored();
                            default -> null;
                        });
            }
            pair.same();
        }
    }

    private static Pair quick() {
        return new Pair(BreakerWindow.calls(4), 2, 2, 50);
    }

    private static Pair open() {
        Pair pair = quick();
        pair.call(0, new Exception());
        pair.call(0, new Exception());
        assertThat(pair.ours.state()).isEqualTo(State.OPEN);
        return pair;
    }

    @Test
    void theirsIsClosedByASuccessFromBeforeItOpened() {
        Pair pair = quick();
        long early = pair.ours.admit(0);
        assertThat(pair.theirs.tryAcquirePermission()).isTrue();
        assertThat(pair.theirs.tryAcquirePermission()).isTrue();
        pair.call(0, new Exception());
        pair.call(0, new Exception());
        pair.clock.advance(2 * SECOND);
        assertThat(pair.ours.admit(0)).isNotNegative();
        assertThat(pair.theirs.tryAcquirePermission()).isTrue();
        for (int i = 0; i < 2; i++) {
            pair.ours.settle(early, 0, 0, null);
            pair.theirsEnded(0, null);
        }
        assertThat(pair.ours.state()).isEqualTo(State.HALF_OPEN);
        assertThat(pair.theirs.getState().name()).isEqualTo("CLOSED");
    }

    @Test
    void theirsRefusesAtTheVeryNanosecondAtWhichAnOpeningEnds() {
        Pair pair = open();
        pair.clock.advance(SECOND);
        assertThat(pair.theirs.tryAcquirePermission()).isFalse();
        assertThat(pair.ours.admit(0)).isNotNegative();
    }

    @Test
    void askedTwiceForProbesTheirsBeginsAgain() {
        Pair pair = open();
        for (int i = 0; i < 2; i++) {
            pair.theirs.transitionToHalfOpenState();
            assertThat(pair.ours.halfOpen()).isEqualTo(i == 0);
            assertThat(pair.theirs.tryAcquirePermission()).isTrue();
            pair.theirsEnded(0, null);
            pair.ours.settle(pair.ours.admit(0), 0, 0, null);
        }
        assertThat(pair.theirs.getState().name()).isEqualTo("HALF_OPEN");
        assertThat(pair.ours.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void askedTwiceForMetricsOnlyTheirsForgetsWhatItCounted() {
        Pair pair = quick();
        for (int i = 1; i <= 2; i++) {
            pair.theirs.transitionToMetricsOnlyState();
            pair.ours.metricsOnly();
            pair.call(0, null);
            assertThat(pair.theirs.getMetrics().getNumberOfBufferedCalls()).isEqualTo(1);
            assertThat(pair.ours.snapshot().calls()).isEqualTo(i);
        }
    }

    @Test
    void theirsGivesNoProbesOutOfClosedOrMetricsOnly() {
        Pair pair = quick();
        assertThatThrownBy(pair.theirs::transitionToHalfOpenState).isInstanceOf(RuntimeException.class);
        assertThat(pair.ours.halfOpen()).isTrue();
        pair.ours.metricsOnly();
        pair.theirs.transitionToMetricsOnlyState();
        assertThatThrownBy(pair.theirs::transitionToHalfOpenState).isInstanceOf(RuntimeException.class);
        assertThat(pair.ours.halfOpen()).isTrue();
    }

    @Test
    void aSpanUnderTenSecondsIsOfTenthsForUsAndOfSecondsForThem() {
        Pair pair = new Pair(BreakerWindow.lasting(Duration.ofSeconds(2)), 100, 2, 50);
        pair.clock.advance(SECOND * 9 / 10);
        pair.call(0, null);
        pair.clock.advance(SECOND * 11 / 10);
        assertThat(pair.theirs.getMetrics().getNumberOfBufferedCalls()).isZero();
        assertThat(pair.ours.snapshot().calls()).isEqualTo(1);
        pair.clock.advance(SECOND * 8 / 10);
        assertThat(pair.ours.snapshot().calls()).isZero();
    }

    @Test
    void whenTheClockStepsBackTheirsLosesCalls() {
        Pair pair = new Pair(BreakerWindow.lasting(Duration.ofSeconds(10)), 100, 2, 50);
        for (int i = 0; i < 62; i++) {
            pair.call(0, null);
            pair.clock.advance(SECOND / 10);
        }
        pair.same();
        for (int i = 0; i < 5; i++) {
            pair.clock.set(pair.clock.nanos() - 5 * SECOND);
            pair.call(0, null);
            pair.clock.advance(5 * SECOND);
            pair.call(0, null);
        }
        assertThat(pair.ours.snapshot().calls()).isEqualTo(72);
        assertThat(pair.theirs.getMetrics().getNumberOfBufferedCalls()).isLessThan(20);
    }

    /** The other one goes by a calendar's clock. */
    private static final class WallClock extends Clock {
        private final ManualClock clock;

        WallClock(ManualClock clock) {
            this.clock = clock;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(clock.nanos());
        }
    }
}
