package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OwnedBulkheadTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Bulkhead bulkhead = new Bulkhead("reports", 3, 4, clock, alarm);
    private final OwnedBulkhead shares = OwnedBulkhead.over(bulkhead, 2);

    @Test
    void oneOwnerLeavesPlacesForTheOthers() {
        assertThat(shares.tryAcquire("a")).isTrue();
        assertThat(shares.tryAcquire("a")).isTrue();
        assertThat(shares.tryAcquire("a")).isFalse();
        assertThat(shares.tryAcquire("b")).isTrue();
        assertThat(shares.tryAcquire("c")).isFalse();
        assertThat(bulkhead.inFlight()).isEqualTo(3);
        shares.release("a");
        assertThat(shares.tryAcquire("c")).isTrue();
        assertThat(shares.holders()).extracting(Holder::held).containsExactly(1, 1, 1);
    }

    @Test
    void aCallerWhoseOwnerIsFullKeepsNobodyElseWaiting() {
        shares.tryAcquire("a");
        shares.tryAcquire("a");
        CompletableFuture<Permit> third = shares.acquireLater("a", SECOND);
        assertThat(third).isNotDone();
        assertThat(shares.acquireLater("b", SECOND)).isCompleted();
        CompletableFuture<Permit> second = shares.acquireLater("b", SECOND);
        assertThat(second).isNotDone();
        shares.release("b");
        assertThat(second).isCompleted();
        assertThat(third).isNotDone();
        shares.release("a");
        assertThat(third).isCompleted();
    }

    @Test
    void ofThoseWhoMayGoTheFirstGoes() {
        shares.tryAcquire("a");
        shares.tryAcquire("a");
        shares.tryAcquire("b");
        CompletableFuture<Permit> full = shares.acquireLater("a", SECOND);
        CompletableFuture<Permit> first = shares.acquireLater("c", SECOND);
        CompletableFuture<Permit> second = shares.acquireLater("b", SECOND);
        shares.release("b");
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(full).isNotDone();
        shares.release("a");
        assertThat(full).isCompleted();
        assertThat(second).isNotDone();
    }

    @Test
    void newcomersDoNotOvertakeTheirOwnOwnersCallers() {
        shares.tryAcquire("a");
        shares.tryAcquire("a");
        CompletableFuture<Permit> waiting = shares.acquireLater("a", SECOND);
        shares.release("a");
        assertThat(waiting).isCompleted();
        assertThat(shares.tryAcquire("a")).isFalse();
    }

    @Test
    void aRaisedShareLetsWaitersGo() {
        shares.tryAcquire("a");
        shares.tryAcquire("a");
        CompletableFuture<Permit> third = shares.acquireLater("a", SECOND);
        CompletableFuture<Permit> fourth = shares.acquireLater("a", SECOND);
        assertThat(OwnedBulkhead.over(bulkhead, 4)).isSameAs(shares);
        assertThat(third).isCompleted();
        assertThat(fourth).isNotDone();
        bulkhead.change(4, 4);
        assertThat(fourth).isCompleted();
    }

    @Test
    void aPlaceTakenForNobodyGoesToAnOwnerWhenItIsFree() {
        shares.tryAcquire("a");
        bulkhead.tryAcquire();
        bulkhead.tryAcquire();
        CompletableFuture<Permit> waiting = shares.acquireLater("b", SECOND);
        bulkhead.release();
        assertThat(waiting).isCompleted();
        assertThat(bulkhead.owned()).containsSame(shares);
    }

    @Test
    void anOwnersPlaceGoesToSomebodyWithoutOwner() {
        shares.tryAcquire("a");
        shares.tryAcquire("a");
        shares.tryAcquire("b");
        CompletableFuture<Permit> waiting = bulkhead.acquireLater(SECOND);
        shares.release("a");
        assertThat(waiting).isCompleted();
    }

    @Test
    void aWaiterWhoseTimeIsUpLeavesNothingBehind() {
        shares.tryAcquire("a");
        shares.tryAcquire("a");
        CompletableFuture<Permit> late = shares.acquireLater("a", SECOND);
        clock.advance(SECOND);
        assertThat(late).isCompletedExceptionally();
        shares.release("a");
        assertThat(shares.tryAcquire("a")).isTrue();
        assertThat(bulkhead.waiting()).isZero();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void whatAnOwnerHasNotCannotBeGivenBack() {
        shares.tryAcquire("b");
        assertThatThrownBy(() -> shares.release("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[bulkhead-owner-release] reports: a place was given back for owner \"a\", who has none;"
                        + " release once per acquire, or use Permit");
        assertThat(bulkhead.inFlight()).isEqualTo(1);
    }

    @Test
    void aPermitIsGivenBackOnce() throws InterruptedException {
        Permit permit = shares.acquire("a", Duration.ZERO);
        shares.tryAcquire("a");
        permit.release();
        permit.close();
        assertThat(shares.inFlight("a")).isEqualTo(1);
    }

    @Test
    void nullIsAnOwner() {
        assertThat(shares.tryAcquire(null)).isTrue();
        assertThat(shares.holders()).containsExactly(new Holder(null, 1, 2));
        shares.release(null);
    }

    @Test
    void aFloodOfOwnersLeavesNothingBehind() {
        for (int i = 0; i < 100_000; i++) {
            Integer owner = i;
            shares.tryAcquire(owner);
            shares.release(owner);
        }
        assertThat(shares.remembered()).isLessThan(100);
        assertThat(shares.holders()).isEmpty();
    }

    @Test
    void anOwnerWhoseHashCodeThrowsWaitsNowhere() {
        Object broken = new Object() {
            private int asked;

            @Override
            public int hashCode() {
                if (++asked == 2) {
                    throw new IllegalStateException("broken");
                }
                return 1;
            }
        };
        for (int i = 0; i < 3; i++) {
            shares.tryAcquire(i);
        }
        assertThatThrownBy(() -> shares.acquireLater(broken, SECOND)).hasMessage("broken");
        assertThat(bulkhead.waiting()).isZero();
    }

    @Test
    void aShareOfNothingIsNone() {
        assertThatThrownBy(() -> shares.change(0)).hasMessage("[bulkhead-range] perOwner is 0; give at least 1");
    }
}
