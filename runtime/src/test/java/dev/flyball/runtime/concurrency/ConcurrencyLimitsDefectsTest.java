package dev.flyball.runtime.concurrency;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Defects of Netflix concurrency-limits 0.5.4, each as a test that they are not here. */
class ConcurrencyLimitsDefectsTest {

    private final ManualClock clock = new ManualClock();

    private AdaptiveLimit limit(AdaptiveSpec spec) {
        return new AdaptiveLimit("search", spec, clock, new ManualAlarm(clock), EventSink.NONE);
    }

    /** There, a latency of 0 or below throws in onSuccess, and the place is never given back. */
    @Test
    void aCallThatTookNoTimeGivesItsPlaceBack() {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT);
        for (int i = 0; i < 1000; i++) {
            AdaptivePermit permit = requireNonNull(limit.tryAcquire());
            clock.set(clock.nanos() - i % 2);
            permit.success();
        }
        assertThat(limit.inFlight()).isZero();
    }

    /** There, a second onSuccess counts as another call that ended: more may run than the limit says. */
    @Test
    void aSecondSuccessGivesNothingBackAndIsNoSample() {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withLimits(5, 5, 5));
        AdaptivePermit twice = requireNonNull(limit.tryAcquire());
        for (int i = 0; i < 4; i++) {
            requireNonNull(limit.tryAcquire());
        }
        for (int i = 0; i < 100; i++) {
            twice.success();
            clock.advance(Backend.MS);
        }
        assertThat(limit.inFlight()).isEqualTo(4);
        assertThat(limit.tryAcquire()).isNotNull();
        assertThat(limit.tryAcquire()).isNull();
        assertThat(limit.reading().p50()).isZero();
    }

    /** There, AIMD does not go below 20. */
    @ParameterizedTest
    @EnumSource
    void oneCallAtATimeCanBeFound(Algorithm algorithm) {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withAlgorithm(algorithm));
        new Backend(clock, limit, 1, 10).run(Backend.seconds(60));
        assertThat(limit.limit()).isLessThan(9);
    }

    /** There (#137), limits grew while calls were dropped: quick drops look like quick calls. */
    @ParameterizedTest
    @EnumSource
    void quickDropsNeverGrowTheLimit(Algorithm algorithm) {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withAlgorithm(algorithm));
        Backend backend = new Backend(clock, limit, 10, 10);
        backend.run(Backend.seconds(30));
        backend.takes(1);
        backend.dropsAll(true);
        double last = limit.limit();
        for (int i = 0; i < 50; i++) {
            backend.run(Backend.seconds(0.2));
            assertThat(limit.limit()).isLessThanOrEqualTo(last);
            last = limit.limit();
        }
    }

    /** There (#165, Gradient2), a quarter of an hour of overload takes the limit to its maximum: the queue becomes normal. */
    @ParameterizedTest
    @EnumSource
    void aQuarterOfAnHourOfOverloadDoesNotMakeTheQueueNormal(Algorithm algorithm) {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withAlgorithm(algorithm));
        Backend backend = new Backend(clock, limit, 10, 10);
        backend.run(Backend.seconds(900));
        assertThat(limit.limit()).isLessThan(25);
        assertThat(backend.served).isGreaterThan(850_000);
    }

    /** There (PR #134), a gradient of 0.8 still let the limit grow. */
    @Test
    void aGradientBelowOneShrinksALargeLimit() {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withLimits(200, 1, 1000));
        Backend backend = new Backend(clock, limit, 160, 10);
        backend.run(Backend.seconds(5));
        double before = limit.limit();
        assertThat(limit.reading().baseLatency().toMillis()).isEqualTo(10);
        backend.takes(13);
        backend.run(Backend.seconds(0.6));
        assertThat(limit.limit()).isLessThan(before);
    }

    /** There (#35), a fresh limit lets its whole initial limit in before anything is known. */
    @Test
    void aFreshLimitBeginsWithFew() {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withLimits(100, 1, 1000));
        int taken = 0;
        while (limit.tryAcquire() != null) {
            taken++;
        }
        assertThat(taken).isEqualTo(10);
    }
}
