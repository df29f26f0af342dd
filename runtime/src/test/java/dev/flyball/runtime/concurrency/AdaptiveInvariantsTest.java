package dev.flyball.runtime.concurrency;

import static dev.flyball.runtime.concurrency.Backend.MS;
import static dev.flyball.runtime.concurrency.Backend.seconds;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an adaptive limit promises, C1 to C4 of its design, on a callee with ten workers of 10 ms. */
class AdaptiveInvariantsTest {

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);

    private AdaptiveLimit limit(AdaptiveSpec spec) {
        return new AdaptiveLimit("search", spec, clock, alarm, EventSink.NONE);
    }

    private Backend backend(AdaptiveLimit limit) {
        return new Backend(clock, limit, 10, 10);
    }

    @ParameterizedTest
    @EnumSource
    void c1TheLimitStaysInBoundsThroughEverything(Algorithm algorithm) {
        AdaptiveLimit limit =
                limit(AdaptiveSpec.DEFAULT.withAlgorithm(algorithm).withLimits(8, 5, 40));
        Backend backend = backend(limit);
        for (int change = 0; change < 12; change++) {
            backend.takes(change % 3 == 0 ? 100 : 1 + change);
            backend.dropsAll(change % 4 == 3);
            for (int i = 0; i < 100; i++) {
                backend.run(seconds(0.05));
                assertThat(limit.limit()).isBetween(5.0, 40.0);
                assertThat(limit.max()).isBetween(1, 40);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void c1DropsActWithinOneWindow(Algorithm algorithm) {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withAlgorithm(algorithm));
        Backend backend = backend(limit);
        backend.run(seconds(30));
        double before = limit.limit();
        backend.dropsAll(true);
        backend.run(seconds(0.25));
        assertThat(limit.limit()).isLessThan(before);
        backend.run(seconds(10));
        assertThat(limit.limit()).isLessThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void afterDropsEndTheLimitComesBack(Algorithm algorithm) {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withAlgorithm(algorithm));
        Backend backend = backend(limit);
        backend.run(seconds(10));
        backend.dropsAll(true);
        backend.run(seconds(20));
        backend.dropsAll(false);
        backend.run(seconds(20));
        long before = backend.served;
        backend.run(seconds(20));
        assertThat(backend.served - before).isGreaterThan(18_000);
    }

    @Test
    void c2RefusedIgnoredAndDroppedCallsMoveNoLatency() {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withLimits(2, 2, 2));
        for (int i = 0; i < 200; i++) {
            AdaptivePermit one = requireNonNull(limit.tryAcquire());
            AdaptivePermit other = requireNonNull(limit.tryAcquire());
            assertThat(limit.tryAcquire()).isNull();
            clock.advance(50 * MS);
            one.ignore();
            other.drop();
        }
        assertThat(limit.reading().drops()).isEqualTo(200);
        assertThat(limit.reading().baseLatency()).isZero();
        assertThat(limit.reading().p50()).isZero();
        assertThat(limit.reading().throughput()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void c3TheLimitDoesNotDriftUnderConstantLoad(Algorithm algorithm) {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withAlgorithm(algorithm));
        Backend backend = backend(limit);
        backend.run(seconds(60));
        double first = backend.run(seconds(60));
        backend.run(seconds(480));
        assertThat(backend.run(seconds(60))).isCloseTo(first, within(1.0));
        assertThat(limit.reading().baseLatency().toMillis()).isBetween(9L, 10L);
    }

    @Test
    void c4AProbeEndsThoughItsCallsHang() {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT);
        for (int i = 0; i < 4; i++) {
            assertThat(limit.tryAcquire()).isNotNull();
        }
        assertThat(limit.tryAcquire()).isNull();
        assertThat(limit.probing()).isTrue();
        clock.advance(1000 * MS - 1);
        assertThat(limit.tryAcquire()).isNull();
        clock.advance(1);
        assertThat(limit.tryAcquire()).isNotNull();
        assertThat(limit.probing()).isFalse();
        assertThat(limit.max()).isEqualTo(20);
    }

    @Test
    void c4AProbeEndsForThoseWhoWaitThoughNothingElseHappens() {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withMaxWaiting(10));
        List<AdaptivePermit> hanging = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            hanging.add(requireNonNull(limit.tryAcquire()));
        }
        CompletableFuture<AdaptivePermit> one = limit.acquireLater(Duration.ofSeconds(10));
        CompletableFuture<AdaptivePermit> two = limit.acquireLater(Duration.ofSeconds(10));
        clock.advance(1000 * MS - 1);
        assertThat(one).isNotDone();
        clock.advance(1);
        assertThat(one).isCompleted();
        assertThat(two).isCompleted();
        hanging.forEach(AdaptivePermit::ignore);
        one.join().ignore();
        two.join().ignore();
        assertThat(limit.inFlight()).isZero();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void c4AProbeEndsThoughTheClockGoesBack() {
        clock.advance(Duration.ofHours(2).toNanos());
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT);
        for (int i = 0; i < 4; i++) {
            assertThat(limit.tryAcquire()).isNotNull();
        }
        assertThat(limit.tryAcquire()).isNull();
        clock.advance(-Duration.ofHours(1).toNanos());
        assertThat(limit.tryAcquire()).isNull();
        clock.advance(1000 * MS);
        assertThat(limit.tryAcquire()).isNotNull();
    }

    @Test
    void aCalleeTwiceAsSlowIsMeasuredAnew() {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT);
        Backend backend = backend(limit);
        backend.run(seconds(60));
        backend.takes(20);
        backend.run(seconds(40));
        long before = backend.served;
        backend.run(seconds(20));
        assertThat(backend.served - before).isGreaterThan(9_700);
        assertThat(limit.reading().baseLatency().toMillis()).isBetween(17L, 20L);
    }
}
