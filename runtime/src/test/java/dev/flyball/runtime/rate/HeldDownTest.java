package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pace at a share of what is configured, and back. A hundred a second each, after any burst. */
class HeldDownTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock(7);

    static Stream<Pace> paces() {
        return Stream.of(
                new RateSpec(100, SECOND.toNanos(), 1),
                WarmUpSpec.of(100, SECOND, Duration.ofMillis(100)),
                Bandwidths.of(new RateSpec(100, SECOND.toNanos(), 1), RateSpec.of(60_000, Duration.ofMinutes(10))),
                WindowSpec.of(100, SECOND),
                AdaptiveWindowSpec.of(20, 100, SECOND),
                WindowSpec.of(4, Duration.ofMillis(40)));
    }

    private RateLimit limit(Pace pace) {
        return RateLimit.of("held", pace, Signals.USUAL, clock, new ManualAlarm(clock));
    }

    /** What passes in so many seconds if a call comes each millisecond. */
    private int passIn(RateLimit limit, int seconds) {
        int passed = 0;
        for (int i = 0; i < 1000 * seconds; i++) {
            passed += limit.tryAcquire() ? 1 : 0;
            clock.advance(SECOND.toNanos() / 1000);
        }
        return passed;
    }

    @ParameterizedTest
    @MethodSource("paces")
    void aShareOfTheCallsPassesAndAllOfThemAfterwards(Pace pace) {
        RateLimit limit = limit(pace);
        passIn(limit, 20);

        limit.scale(0.1);
        assertThat(limit.configured()).isEqualTo(pace);
        assertThat(limit.spec()).isNotEqualTo(pace);
        passIn(limit, 10);
        assertThat(passIn(limit, 40)).as("held down").isBetween(350, 410);

        limit.scale(1);
        assertThat(limit.spec()).isEqualTo(pace);
        passIn(limit, 10);
        assertThat(passIn(limit, 40)).as("afterwards").isBetween(3600, 4100);
    }

    @ParameterizedTest
    @MethodSource("paces")
    void holdingDownAndLettingGoGivesNothingAway(Pace pace) {
        RateLimit limit = limit(pace);
        passIn(limit, 5);
        while (limit.tryAcquire()) {
            // until all is spent
        }
        for (int i = 0; i < 20; i++) {
            limit.scale(0.3);
            limit.scale(1);
        }
        assertThat(limit.tryAcquire()).isFalse();
        assertThat(limit.gate(Duration.ZERO).admit(clock.nanos(), null)).isLessThan(Gate.ADMITTED);
    }
}
