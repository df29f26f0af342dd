package dev.flyball.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random tapes of calls one after another, beside resilience4j's breaker: where the two promise the same, they do the
 * same. Calls overlap nowhere, as an old result means different things to them; window and minimum are at least the
 * probes, as the other one closes on fewer; probes do not hang, as it waits for ever;
 * and no call comes at the very nanosecond at which an opening ends, when it still refuses.
 */
class Resilience4jTapeTest {

    private static final class Ignored extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void bothBreakersAgree(long seed) {
        Random random = new Random(seed);
        for (int tape = 0; tape < 30; tape++) {
            play(random);
        }
    }

    private static void play(Random random) {
        ManualClock clock = new ManualClock();
        int probes = random.nextInt(1, 6);
        int window = random.nextInt(probes, 12);
        int minimum = random.nextInt(probes, 12);
        int percent = random.nextInt(1, 5) * 25;
        CircuitBreaker ours = new CircuitBreaker(
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
        io.github.resilience4j.circuitbreaker.CircuitBreaker theirs =
                io.github.resilience4j.circuitbreaker.CircuitBreaker.of(
                        "theirs",
                        CircuitBreakerConfig.custom()
                                .slidingWindow(window, minimum, SlidingWindowType.COUNT_BASED)
                                .failureRateThreshold(percent)
                                .slowCallDurationThreshold(Duration.ofMillis(100))
                                .slowCallRateThreshold(50)
                                .waitDurationInOpenState(Duration.ofSeconds(1))
                                .permittedNumberOfCallsInHalfOpenState(probes)
                                .ignoreException(Ignored.class::isInstance)
                                .clock(new WallClock(clock))
                                .build());
        for (int i = 0; i < 500; i++) {
            clock.advance(random.nextInt(300_000_000));
            long startedAt = clock.nanos();
            long permit = ours.admit(startedAt);
            assertThat(permit >= 0).as("admitted").isEqualTo(theirs.tryAcquirePermission());
            if (permit >= 0) {
                long took = random.nextInt(140_000_000);
                clock.advance(took);
                Exception failure = switch (random.nextInt(4)) {
                    case 0 -> new Exception();
                    case 1 -> new Ignored();
                    default -> null;
                };
                ours.settle(permit, startedAt, clock.nanos(), failure);
                if (failure == null) {
                    theirs.onSuccess(took, TimeUnit.NANOSECONDS);
                } else {
                    theirs.onError(took, TimeUnit.NANOSECONDS, failure);
                }
            }
            assertThat(ours.state().name())
                    .as("state")
                    .isEqualTo(theirs.getState().name());
            if (ours.state() != CircuitBreaker.State.OPEN) {
                assertThat(ours.snapshot().calls())
                        .isEqualTo(theirs.getMetrics().getNumberOfBufferedCalls());
                assertThat(ours.snapshot().failed())
                        .isEqualTo(theirs.getMetrics().getNumberOfFailedCalls());
                assertThat(ours.snapshot().slow()).isEqualTo(theirs.getMetrics().getNumberOfSlowCalls());
            }
        }
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
