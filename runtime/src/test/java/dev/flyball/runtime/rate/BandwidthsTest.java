package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two at once and ten a second, six at once and one a second. */
class BandwidthsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RateSpec QUICK = RateSpec.of(10, SECOND).withBurst(2);
    private static final RateSpec LONG = RateSpec.of(1, SECOND).withBurst(6);

    private final ManualClock clock = new ManualClock();
    private final RateLimit limit =
            RateLimit.of("api", Bandwidths.of(QUICK, LONG), Signals.USUAL, clock, new ManualAlarm(clock));

    private int taken() {
        int taken = 0;
        while (limit.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    @Test
    void theTightestBandwidthOfTheMomentDecides() {
        assertThat(taken()).isEqualTo(2);
        clock.advance(Duration.ofMillis(200));
        assertThat(taken()).isEqualTo(2);
        clock.advance(Duration.ofMillis(200));
        assertThat(taken()).isEqualTo(2);
        clock.advance(Duration.ofMillis(200));
        assertThat(taken()).isZero();
        clock.advance(Duration.ofMillis(400));
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void aRefusedCallTakesNothingFromAnyBandwidth() {
        taken();
        for (int i = 0; i < 100; i++) {
            limit.tryAcquire();
        }
        clock.advance(Duration.ofHours(1));
        int taken = 0;
        for (int i = 0; i < 3; i++) {
            taken += taken();
            clock.advance(Duration.ofMillis(200));
        }
        assertThat(taken).isEqualTo(6);
    }

    @Test
    void retryAfterIsTheLargestOfAll() {
        for (int i = 0; i < 3; i++) {
            taken();
            clock.advance(Duration.ofMillis(200));
        }
        clock.advance(Duration.ofMillis(100));
        assertThatThrownBy(() -> limit.acquire(Duration.ZERO))
                .hasMessage(
                        "[rate-limited] api: 10 calls per 1s (burst 2) and 1 calls per 1s (burst 6) are spent; retry"
                                + " after 300ms, raise permits, or let calls wait with maxWait");
    }

    @Test
    void moreThanOneBandwidthEverGivesIsNeverGiven() {
        assertThat(limit.tryAcquire(3)).isFalse();
        assertThat(limit.availablePermits()).isEqualTo(2);
    }

    @Test
    void aChangeKeepsEachBandwidthsShare() {
        taken();
        limit.change(Bandwidths.of(QUICK.withBurst(4), LONG.withBurst(3)));
        assertThat(limit.availablePermits()).isZero();
        clock.advance(Duration.ofMillis(400));
        assertThat(taken()).isEqualTo(2); // of the slow bandwidth two of three are left
    }

    @Test
    void anotherNumberOfBandwidthsInheritsTheWorst() {
        taken();
        limit.change(Bandwidths.of(QUICK, LONG, RateSpec.of(100, SECOND)));
        assertThat(limit.availablePermits()).isZero();
        limit.change(WindowSpec.of(10, SECOND));
        assertThat(limit.availablePermits()).isZero();
        limit.change(Bandwidths.of(QUICK), Inherit.RESET);
        assertThat(limit.availablePermits()).isEqualTo(2);
    }

    @Test
    void noBandwidthIsNoLimit() {
        assertThatThrownBy(() -> new Bandwidths(List.of()))
                .hasMessage("[rate-bandwidths] no bandwidth is given; give at least one");
    }
}
