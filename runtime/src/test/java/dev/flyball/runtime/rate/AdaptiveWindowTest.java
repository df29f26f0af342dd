package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hundred a second at most, ten at least; calls longer than 200 ms are in trouble. */
class AdaptiveWindowTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final AdaptiveWindowSpec SPEC =
            AdaptiveWindowSpec.of(10, 100, SECOND).withTargetLatency(Duration.ofMillis(200));

    private final ManualClock clock = new ManualClock(-3);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private double pressure;
    private final Signals signals = Signals.with(failure -> failure instanceof ArithmeticException, () -> pressure);
    private final AdaptiveWindow window = new AdaptiveWindow("search", SPEC, signals, clock, alarm);

    /** A window in which so many calls ended, so many of them with that failure. */
    private void window(int calls, int bad, @Nullable Throwable failure) {
        for (int i = 0; i < calls; i++) {
            window.ended(Duration.ZERO, i < bad ? failure : null);
        }
        nextWindow();
    }

    private void nextWindow() {
        clock.advance(SECOND);
        window.ended(Duration.ZERO, new CancellationException()); // counts nowhere, but looks at the time
    }

    private int taken() {
        int taken = 0;
        while (window.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    @Test
    void itStartsAtItsHighestLimit() {
        assertThat(taken()).isEqualTo(100);
        assertThat(window.limit()).isEqualTo(100);
    }

    @Test
    void oneCallInTwentyInTroubleLowersTheLimit() {
        window(40, 2, new TimeoutException());
        assertThat(window.limit()).isEqualTo(70);
        assertThat(taken()).isEqualTo(70);
    }

    @Test
    void lessTroubleRaisesItSlowly() {
        window(10, 10, new TimeoutException());
        window(41, 2, new TimeoutException());
        assertThat(window.limit()).isEqualTo(73);
        window(1, 0, null);
        assertThat(window.limit()).isEqualTo(76);
    }

    @Test
    void itStaysBetweenItsLowestAndItsHighest() {
        for (int i = 0; i < 20; i++) {
            window(10, 10, new TimeoutException());
        }
        assertThat(window.limit()).isEqualTo(10);
        for (int i = 0; i < 200; i++) {
            window(10, 0, null);
        }
        assertThat(window.limit()).isEqualTo(100);
    }

    @Test
    void theLimitMovesOncePerWindow() {
        for (int i = 0; i < 50; i++) {
            window.ended(Duration.ZERO, new TimeoutException());
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(window.limit()).isEqualTo(100);
        nextWindow();
        window.ended(Duration.ZERO, new TimeoutException());
        window.ended(Duration.ZERO, new TimeoutException());
        assertThat(window.limit()).isEqualTo(70);
    }

    @Test
    void aSingleCallInTroubleAmongFewMovesNothing() {
        window(10, 3, new TimeoutException());
        window(10, 1, new TimeoutException());
        assertThat(window.limit()).isEqualTo(70);
        nextWindow();
        assertThat(window.limit()).isEqualTo(70); // nor does a window without calls
    }

    @Test
    void timeoutsRejectionsRefusedConnectionsAndOnesOwnMeanOverload() {
        for (Throwable overload : new Throwable[] {
            new TimeoutException(),
            new RejectedExecutionException(),
            new ConnectException(),
            new RuntimeException(new ConnectException()),
            new ArithmeticException("busy")
        }) {
            AdaptiveWindow fresh = new AdaptiveWindow("search", SPEC, signals, clock, alarm);
            fresh.ended(Duration.ZERO, overload);
            fresh.ended(Duration.ZERO, overload);
            clock.advance(SECOND);
            fresh.ended(Duration.ZERO, null);
            assertThat(fresh.limit()).as(overload.toString()).isEqualTo(70);
        }
    }

    @Test
    void otherFailuresDoNot() {
        window(10, 10, new TimeoutException());
        window(10, 10, new IllegalArgumentException());
        assertThat(window.limit()).isEqualTo(73);
    }

    @Test
    void aCancelledCallDoesNotCount() {
        window(10, 10, new TimeoutException());
        window(10, 10, new CancellationException());
        assertThat(window.limit()).isEqualTo(70);
    }

    @Test
    void aCallLongerThanTheTargetIsInTrouble() {
        for (int i = 0; i < 20; i++) {
            window.ended(Duration.ofMillis(200).plusNanos(i < 2 ? 1 : 0), null);
        }
        nextWindow();
        assertThat(window.limit()).isEqualTo(70);
    }

    @Test
    void highPressureLowersTheLimit() {
        pressure = 0.75;
        window(10, 0, null);
        assertThat(window.limit()).isEqualTo(70);
        pressure = 0.74;
        window(10, 0, null);
        assertThat(window.limit()).isEqualTo(73);
    }

    @Test
    void aCalleesRetryAfterClosesItUntilThen() {
        window.ended(Duration.ZERO, new Refused(SECOND.multipliedBy(3)));
        assertThat(taken()).isZero();
        assertThat(window.availablePermits()).isZero();
        clock.advance(SECOND.multipliedBy(3).minusNanos(1));
        assertThat(taken()).isZero();
        clock.advance(1);
        assertThat(taken()).isEqualTo(100);
    }

    @Test
    void aRefusalThatConcernsOneKeyClosesNothing() {
        KeyedRateLimit tenants = new KeyedRateLimit("tenants", RateSpec.of(1, SECOND), 9, clock);
        tenants.tryAcquire("ann");
        Gate gate = tenants.gate(Duration.ZERO);
        window.ended(Duration.ZERO, gate.refusal(gate.admit(clock.nanos(), "ann"), "Shop.report", "ann"));
        assertThat(taken()).isEqualTo(100);
    }

    @Test
    void itCanBeClosedByHandAndALongerClosureStays() {
        window.closeFor(SECOND);
        window.closeFor(Duration.ofMillis(1));
        assertThatThrownBy(() -> window.acquire(Duration.ZERO))
                .isInstanceOf(RateLimitedException.class)
                .hasMessage("[rate-limited] search: 100 calls in any 1s (from 10 to 100, as the callee bears it) are"
                        + " spent; retry after 1s, raise permits, or let calls wait with maxWait");
        clock.advance(SECOND);
        assertThat(window.tryAcquire()).isTrue();
    }

    @Test
    void aClosureOutlivesNoClockThatStepsBack() {
        window.closeFor(SECOND);
        clock.set(-Duration.ofDays(1).toNanos());
        assertThat(window.tryAcquire()).isFalse();
        clock.advance(SECOND);
        assertThat(window.tryAcquire()).isTrue();
    }

    @Test
    void whoWaitsIsRefusedOnceTheLimitFallsTooFar() {
        taken();
        CompletableFuture<@Nullable Void> patient = window.acquireLater(Duration.ofSeconds(9));
        CompletableFuture<@Nullable Void> hasty = window.acquireLater(SECOND);
        window.closeFor(Duration.ofSeconds(5));
        assertThat(hasty).isCompletedExceptionally();
        assertThat(patient).isNotDone();
        clock.advance(Duration.ofSeconds(5));
        assertThat(patient).isCompleted();
        assertThat(window.waiting()).isZero();
    }

    @Test
    void whoWaitsGoesSoonerOnceTheLimitRises() {
        window(10, 10, new TimeoutException());
        assertThat(taken()).isEqualTo(70);
        CompletableFuture<@Nullable Void> waiting = window.acquireLater(SECOND);
        window.change(AdaptiveWindowSpec.of(10, 200, SECOND), Inherit.ADDITIVE);
        assertThat(window.limit()).isEqualTo(140);
        assertThat(waiting).isCompleted();
    }

    @Test
    void moreThanTheLimitOfTheMomentIsNotWaitedFor() {
        window(10, 10, new TimeoutException());
        assertThat(window.tryAcquire(71)).isFalse();
        assertThat(window.acquireLater(71, SECOND)).isCompletedExceptionally();
        assertThat(window.tryAcquire(70)).isTrue();
    }

    @Test
    void aGateTellsHowCallsEnd() {
        Gate gate = window.gate(Duration.ZERO);
        assertThat(gate.readsSettlement()).isTrue();
        Readings meters = new Readings();
        gate.describe(meters);
        for (int i = 0; i < 2; i++) {
            gate.settle(gate.admit(clock.nanos(), null), clock.nanos(), clock.nanos(), new TimeoutException());
        }
        clock.advance(SECOND);
        gate.settle(Gate.ADMITTED, clock.nanos() - 300_000_000, clock.nanos(), null);
        assertThat(meters.value("rate.limit", "name", "search")).isEqualTo(70);
        assertThat(meters.value("rate.limit.moves", "name", "search", "reason", "overload"))
                .isEqualTo(1);
        assertThat(meters.value("rate.limit.moves", "name", "search", "reason", "pressure"))
                .isZero();
        assertThat(meters.value("rate.limit.moves", "name", "search", "reason", "recovery"))
                .isZero();
    }

    @Test
    void allKeysShareALimitAndEachHasItsCalls() {
        KeyedRateLimit keyed = new KeyedRateLimit("keyed", SPEC, 9, signals, clock, alarm, EventSink.NONE);
        Gate gate = keyed.gate(Duration.ZERO);
        gate.settle(gate.admit(clock.nanos(), "ann"), clock.nanos(), clock.nanos(), new TimeoutException());
        gate.settle(gate.admit(clock.nanos(), "bob"), clock.nanos(), clock.nanos(), new TimeoutException());
        clock.advance(SECOND);
        gate.settle(Gate.ADMITTED, clock.nanos(), clock.nanos(), null);
        for (String key : new String[] {"ann", "cid"}) {
            int taken = 0;
            while (keyed.tryAcquire(key)) {
                taken++;
            }
            assertThat(taken).isEqualTo(70);
        }
        KeyedRateLimit roomier = keyed.changedTo(SPEC, 99, Inherit.PROPORTIONALLY);
        assertThat(roomier.tryAcquire("cid")).isFalse();
        assertThat(roomier.permitsNow()).isEqualTo(70);
    }

    @Test
    void aLowestAboveTheHighestIsNone() {
        assertThatThrownBy(() -> new AdaptiveWindowSpec(5, 6, 1, 0))
                .hasMessage("[rate-adaptive] minPermits is 6 and targetNanos is 0; give 1 to 5, and 0 or more");
    }

    private static final class Refused extends RefusedException {
        private static final long serialVersionUID = 1L;

        Refused(Duration retryAfter) {
            super("busy", "Shop.search", "shop", retryAfter.toNanos());
        }
    }
}
