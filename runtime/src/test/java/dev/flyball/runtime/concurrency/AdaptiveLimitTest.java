package dev.flyball.runtime.concurrency;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.concurrency.estimate.LimitAlgorithm;
import dev.flyball.runtime.observe.Event;
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

class AdaptiveLimitTest {

    private static final AdaptiveSpec ONE = AdaptiveSpec.DEFAULT.withLimits(1, 1, 1);

    private final ManualClock clock = new ManualClock();

    private AdaptiveLimit limit(AdaptiveSpec spec) {
        return new AdaptiveLimit("search", spec, clock, new ManualAlarm(clock), EventSink.NONE);
    }

    @Test
    void aPlaceIsTakenAndGivenBack() {
        AdaptiveLimit limit = limit(ONE);
        AdaptivePermit permit = requireNonNull(limit.tryAcquire());
        assertThat(limit.inFlight()).isEqualTo(1);
        assertThat(limit.tryAcquire()).isNull();
        permit.success();
        assertThat(limit.inFlight()).isZero();
        assertThat(limit.tryAcquire()).isNotNull();
    }

    @Test
    void theFirstWordOnACallCounts() {
        AdaptiveLimit limit = limit(ONE.withLimits(10, 10, 10));
        requireNonNull(limit.tryAcquire());
        AdaptivePermit permit = requireNonNull(limit.tryAcquire());
        permit.success();
        permit.success();
        permit.drop();
        permit.ignore();
        permit.close();
        assertThat(limit.inFlight()).isEqualTo(1);
    }

    @Test
    void aFullLimitNamesItselfAndTheWayOut() {
        AdaptiveLimit limit = limit(ONE);
        requireNonNull(limit.tryAcquire());
        assertThatThrownBy(() -> limit.acquire(Duration.ofSeconds(1)))
                .isInstanceOf(ConcurrencyLimitedException.class)
                .hasMessage("[concurrency-limited] search runs 1 of 1 calls that latency allows, 0 of 0 waiting; retry"
                        + " later, or let calls wait with maxWaiting and maxWait");
    }

    @Test
    void aWaitThatIsOverSaysHowLongItWas() {
        AdaptiveLimit limit = limit(ONE.withMaxWaiting(1));
        requireNonNull(limit.tryAcquire());
        CompletableFuture<AdaptivePermit> later = limit.acquireLater(Duration.ofMillis(100));
        clock.advance(Duration.ofMillis(100).toNanos());
        assertThatThrownBy(later::join)
                .cause()
                .hasMessage("[concurrency-timeout] search runs 1 of 1 calls that latency allows, 0 of 1 waiting; none"
                        + " ended within maxWait 100ms; raise maxWait, or retry later");
    }

    @Test
    void whoWaitsGetsThePlaceThatIsGivenBack() {
        AdaptiveLimit limit = limit(ONE.withMaxWaiting(1));
        AdaptivePermit permit = requireNonNull(limit.tryAcquire());
        CompletableFuture<AdaptivePermit> later = limit.acquireLater(Duration.ofMillis(100));
        assertThat(limit.waiting()).isEqualTo(1);
        permit.ignore();
        later.join().ignore();
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void anInterruptEndsAWait() {
        AdaptiveLimit limit = limit(ONE.withMaxWaiting(1));
        requireNonNull(limit.tryAcquire());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> limit.acquire(Duration.ofSeconds(1)))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("[concurrency-interrupted] search runs 1 of 1 calls that latency allows, 0 of 1 waiting;"
                        + " interrupted while waiting for one to end");
        assertThat(Thread.interrupted()).isFalse();
        assertThat(limit.waiting()).isZero();
    }

    @Test
    void aRefusalInAProbeSaysSo() {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withLimits(3, 1, 3));
        requireNonNull(limit.tryAcquire());
        assertThatThrownBy(() -> limit.acquire(Duration.ZERO))
                .hasMessage("[concurrency-limited] search runs 1 of 1 calls, few for a moment to measure the latency"
                        + " without load, 0 of 0 waiting; retry later, or let calls wait with maxWaiting and maxWait");
    }

    @Test
    void aCancelledFutureLeavesTheQueue() {
        AdaptiveLimit limit = limit(ONE.withMaxWaiting(1));
        AdaptivePermit permit = requireNonNull(limit.tryAcquire());
        CompletableFuture<AdaptivePermit> later = limit.acquireLater(Duration.ofMillis(100));
        later.cancel(false);
        assertThat(limit.waiting()).isZero();
        permit.success();
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void aCallThatWaitedIsNotMeasuredFromItsArrival() {
        AdaptiveLimit limit = limit(ONE.withMaxWaiting(1));
        AdaptivePermit first = requireNonNull(limit.tryAcquire());
        CompletableFuture<AdaptivePermit> later = limit.acquireLater(Duration.ofHours(1));
        clock.advance(Duration.ofMinutes(5));
        first.ignore();
        for (int i = 0; i < 8; i++) {
            clock.advance(Duration.ofMillis(10));
            later.join().success();
            AdaptivePermit other = requireNonNull(limit.tryAcquire());
            later = CompletableFuture.completedFuture(other);
        }
        clock.advance(Duration.ofSeconds(10));
        later.join().ignore();
        assertThat(limit.reading().p50()).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
    }

    @Test
    void itSaysWhatItKnowsAndWhyItMoved() {
        List<Event> events = new ArrayList<>();
        AdaptiveLimit limit =
                new AdaptiveLimit("search", AdaptiveSpec.DEFAULT, clock, new ManualAlarm(clock), events::add);
        assertThat(limit.reading())
                .isEqualTo(new Reading(20, 4, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0, true, "", Duration.ZERO));
        Backend backend = new Backend(clock, limit, 10, 10);
        while (events.isEmpty()) {
            backend.run(Backend.seconds(0.001));
        }
        clock.advance(Duration.ofMillis(70));
        Reading reading = limit.reading();
        assertThat(reading.baseLatency()).isEqualTo(Duration.ofMillis(10));
        assertThat(reading.reason()).isEqualTo("p50 20.2ms, 10ms without load");
        assertThat(reading.age()).isEqualTo(Duration.ofMillis(71));
        assertThat(reading.throughput()).isBetween(900.0, 1100.0);
        assertThat(reading.probing()).isFalse();
        assertThat(events).containsExactly(new Event.LimitChanged("search", 20, reading.max(), reading.reason()));
    }

    @Test
    void anEventIsOnlyForAnotherWholeNumber() {
        List<Event.LimitChanged> events = new ArrayList<>();
        AdaptiveLimit limit = new AdaptiveLimit(
                "search", AdaptiveSpec.DEFAULT, clock, new ManualAlarm(clock), e -> events.add((Event.LimitChanged) e));
        new Backend(clock, limit, 10, 10).run(Backend.seconds(60));
        int last = 20;
        for (Event.LimitChanged event : events) {
            assertThat(event.from()).isEqualTo(last);
            assertThat(event.to()).isNotEqualTo(last);
            last = event.to();
        }
        assertThat(last).isEqualTo((int) limit.limit());
        assertThat(events).hasSizeBetween(5, 600);
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        AdaptiveLimit limit =
                new AdaptiveLimit("search", AdaptiveSpec.DEFAULT, clock, new ManualAlarm(clock), event -> {
                    throw new IllegalStateException("a bad listener");
                });
        Backend backend = new Backend(clock, limit, 10, 10);
        backend.run(Backend.seconds(60));
        assertThat(backend.served).isGreaterThan(55_000);
    }

    @Test
    void newNumbersClampTheLimitAndSayWhoGaveThem() {
        List<Event> events = new ArrayList<>();
        AdaptiveLimit limit =
                new AdaptiveLimit("search", AdaptiveSpec.DEFAULT, clock, new ManualAlarm(clock), events::add);
        AdaptiveSpec narrow = AdaptiveSpec.DEFAULT.withLimits(5, 1, 8).withMaxWaiting(3);
        limit.change(narrow);
        assertThat(limit.spec()).isEqualTo(narrow);
        assertThat(limit.limit()).isEqualTo(8);
        limit.configure(narrow.withLimits(30, 25, 30));
        assertThat(limit.limit()).isEqualTo(25);
        assertThat(events)
                .containsExactly(
                        new Event.LimitChanged("search", 20, 8, "changed by hand"),
                        new Event.LimitChanged("search", 8, 25, "configuration changed"));
    }

    @ParameterizedTest
    @EnumSource
    void anotherAlgorithmGoesOnWhereTheLastOneWas(Algorithm algorithm) {
        AdaptiveLimit limit = limit(AdaptiveSpec.DEFAULT.withAlgorithm(Algorithm.AIMD));
        Backend backend = new Backend(clock, limit, 10, 10);
        backend.run(Backend.seconds(60));
        Reading before = limit.reading();
        limit.change(AdaptiveSpec.DEFAULT.withAlgorithm(algorithm));
        assertThat(limit.limit()).isEqualTo(before.limit());
        assertThat(limit.reading().baseLatency()).isEqualTo(before.baseLatency());
        long served = backend.served;
        backend.run(Backend.seconds(10));
        assertThat(backend.served - served).isGreaterThan(9_700);
    }

    @Test
    void aTargetLatencyIsKept() {
        for (Algorithm algorithm : List.of(Algorithm.PID, Algorithm.AIMD, Algorithm.CUBIC)) {
            AdaptiveLimit limit =
                    limit(AdaptiveSpec.DEFAULT.withAlgorithm(algorithm).withTargetLatency(Duration.ofMillis(40)));
            assertThat(limit.max()).isEqualTo(20);
            Backend backend = new Backend(clock, limit, 10, 10);
            backend.run(Backend.seconds(60));
            assertThat(backend.run(Backend.seconds(60))).as("%s", algorithm).isBetween(30.0, 45.0);
        }
    }

    @Test
    void anEstimatorThatThrowsLeavesTheLimitAndEveryPlace() {
        LimitAlgorithm broken = (limit, window, base, mayGrow) -> {
            throw new IllegalStateException("a bug");
        };
        AdaptiveLimit limit = new AdaptiveLimit(
                "search", AdaptiveSpec.DEFAULT, broken, clock, new ManualAlarm(clock), EventSink.NONE);
        Backend backend = new Backend(clock, limit, 10, 10);
        backend.run(Backend.seconds(20));
        assertThat(limit.limit()).isEqualTo(20);
        assertThat(backend.served).isGreaterThan(18_000);
        assertThat(limit.reading().reason())
                .isEqualTo("[estimator-failed] java.lang.IllegalStateException: a bug; the limit stays as it is");
    }

    @Test
    void boundsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> ONE.withMin(2))
                .hasMessage("[adaptive-spec] min = 2, initial = 1 and max = 1 must be at least 1, and in this order");
        assertThatThrownBy(() -> ONE.withMaxWaiting(-1))
                .hasMessage("[adaptive-spec-negative] targetLatency = PT0S and maxWaiting = -1 must not be below 0");
    }
}
