package dev.flyball.runtime.concurrency;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

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
    void boundsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> ONE.withMin(2))
                .hasMessage("[adaptive-spec] min = 2, initial = 1 and max = 1 must be at least 1, and in this order");
        assertThatThrownBy(() -> ONE.withMaxWaiting(-1))
                .hasMessage("[adaptive-spec-negative] targetLatency = PT0S and maxWaiting = -1 must not be below 0");
    }
}
