package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);

    @Test
    void asManyRunAsAllowed() {
        Bulkhead bulkhead = bulkhead(2, 0);
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isFalse();
        bulkhead.release();
        assertThat(bulkhead.tryAcquire()).isTrue();
    }

    @Test
    void aLoweredLimitTakesEffectAsCallsEnd() {
        Bulkhead bulkhead = bulkhead(2, 0);
        bulkhead.tryAcquire();
        bulkhead.tryAcquire();
        bulkhead.change(1, 0);
        bulkhead.release();
        assertThat(bulkhead.tryAcquire()).isFalse();
        bulkhead.release();
        assertThat(bulkhead.tryAcquire()).isTrue();
    }

    @Test
    void afterALimitWasLoweredBelowWhatRunsNobodyIsLetInUntilTheExcessIsGone() {
        Bulkhead bulkhead = bulkhead(3, 1);
        bulkhead.tryAcquire();
        bulkhead.tryAcquire();
        bulkhead.tryAcquire();
        CompletableFuture<Permit> waiter = bulkhead.acquireLater(SECOND);
        bulkhead.change(1, 1);
        bulkhead.release();
        bulkhead.release();
        assertThat(waiter).isNotDone();
        bulkhead.release();
        assertThat(waiter).isCompleted();
        assertThat(bulkhead.inFlight()).isEqualTo(1);
        assertThat(bulkhead.tryAcquire()).isFalse();
    }

    @Test
    void aShareOfTheConfiguredLimitRunsButAlwaysOneAndTheWholeIsExactlyWhatIsConfigured() {
        Bulkhead bulkhead = bulkhead(10, 0);
        bulkhead.scale(0.3);
        assertThat(bulkhead.max()).isEqualTo(3);
        bulkhead.scale(0.01);
        assertThat(bulkhead.max()).isEqualTo(1);
        bulkhead.change(1_000, 0);
        assertThat(bulkhead.max()).isEqualTo(10);
        assertThat(bulkhead.configuredMax()).isEqualTo(1_000);
        bulkhead.scale(1);
        assertThat(bulkhead.max()).isEqualTo(1_000);
    }

    @Test
    void aShareThatGrowsLetsWaitersGo() {
        Bulkhead bulkhead = bulkhead(2, 1);
        bulkhead.scale(0.5);
        bulkhead.tryAcquire();
        CompletableFuture<Permit> waiter = bulkhead.acquireLater(SECOND);
        assertThat(waiter).isNotDone();
        bulkhead.scale(1);
        assertThat(waiter).isCompleted();
    }

    @Test
    void aRaisedLimitLetsWaitersGo() {
        Bulkhead bulkhead = bulkhead(1, 3);
        bulkhead.tryAcquire();
        CompletableFuture<Permit> first = bulkhead.acquireLater(SECOND);
        CompletableFuture<Permit> second = bulkhead.acquireLater(SECOND);
        CompletableFuture<Permit> third = bulkhead.acquireLater(SECOND);
        bulkhead.change(3, 3);
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(third).isNotDone();
    }

    @Test
    void waitersGoInOrderAndNobodyOvertakesThem() {
        Bulkhead bulkhead = bulkhead(1, 2);
        bulkhead.tryAcquire();
        CompletableFuture<Permit> first = bulkhead.acquireLater(SECOND);
        CompletableFuture<Permit> second = bulkhead.acquireLater(SECOND);
        bulkhead.release();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(bulkhead.tryAcquire()).isFalse();
        first.join().release();
        assertThat(second).isCompleted();
    }

    @Test
    void noMoreWaitThanMay() {
        Bulkhead bulkhead = bulkhead(1, 1);
        bulkhead.tryAcquire();
        assertThat(bulkhead.acquireLater(SECOND)).isNotDone();
        assertThat(bulkhead.acquireLater(SECOND)).isCompletedExceptionally();
        assertThat(bulkhead.waiting()).isEqualTo(1);
    }

    @Test
    void aWaiterWhoseTimeIsUpLeaves() {
        Bulkhead bulkhead = bulkhead(1, 1);
        bulkhead.tryAcquire();
        CompletableFuture<Permit> late = bulkhead.acquireLater(SECOND);
        clock.advance(SECOND);
        assertThat(late).isCompletedExceptionally();
        assertThat(bulkhead.waiting()).isZero();
        bulkhead.release();
        assertThat(bulkhead.inFlight()).isZero();
    }

    @Test
    void aCancelledWaiterLeavesItsTurnToTheNext() {
        Bulkhead bulkhead = bulkhead(1, 2);
        bulkhead.tryAcquire();
        CompletableFuture<Permit> first = bulkhead.acquireLater(SECOND);
        CompletableFuture<Permit> second = bulkhead.acquireLater(SECOND);
        first.cancel(false);
        bulkhead.release();
        assertThat(second).isCompleted();
    }

    @Test
    void aGrantedWaiterLeavesNoAlarmBehind() {
        Bulkhead bulkhead = bulkhead(1, 1);
        bulkhead.tryAcquire();
        assertThat(bulkhead.acquireLater(SECOND)).isNotDone();
        bulkhead.release();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aPermitIsGivenBackOnce() throws InterruptedException {
        Bulkhead bulkhead = bulkhead(2, 0);
        Permit permit = bulkhead.acquire(Duration.ZERO);
        bulkhead.tryAcquire();
        permit.release();
        permit.close();
        assertThat(bulkhead.inFlight()).isEqualTo(1);
    }

    @Test
    void aPlaceThatNobodyTookCannotBeGivenBack() {
        Bulkhead bulkhead = bulkhead(2, 0);
        assertThatThrownBy(bulkhead::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[bulkhead-release] Orders.place: a place was given back that nobody had taken;"
                        + " release once per acquire, or use Permit");
        assertThat(bulkhead.inFlight()).isZero();
    }

    @Test
    void aBulkheadForNobodyIsNone() {
        assertThatThrownBy(() -> bulkhead(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[bulkhead-range] max is 0; give at least 1");
    }

    private Bulkhead bulkhead(int max, int maxWaiting) {
        return new Bulkhead("Orders.place", max, maxWaiting, clock, alarm);
    }
}
