package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two threads meet at an owner's last place or at the bulkhead's, with nobody else to mend what they leave. */
class OwnedBulkheadRaceTest {

    private static final int ROUNDS = 10_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final CyclicBarrier start = new CyclicBarrier(2);

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Test
    void nobodyWaitsBesideAPlaceOfHisOwners() throws Exception {
        meet(new Bulkhead("race", 5, 1, clock, alarm), "a", "a");
    }

    @Test
    void nobodyWaitsBesideAPlaceOfTheBulkhead() throws Exception {
        meet(new Bulkhead("race", 1, 1, clock, alarm), "a", "b");
    }

    /** One owner's call ends as another's arrives, at a place that only one of them can have. */
    private void meet(Bulkhead bulkhead, String first, String second) throws Exception {
        OwnedBulkhead shares = OwnedBulkhead.over(bulkhead, 1);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(shares.tryAcquire(first)).isTrue();
            Future<?> release = together(() -> shares.release(first));
            CompletableFuture<Permit> arrival = shares.acquireLater(second, LONG);
            release.get(20, TimeUnit.SECONDS);
            assertThat(arrival.isDone()).as("round %d", round).isTrue();
            arrival.join().release();
        }
        assertThat(bulkhead.inFlight()).isZero();
        assertThat(shares.holders()).isEmpty();
    }

    @Test
    void aPlaceGrantedToOneWhoCancelsIsNotLost() throws Exception {
        Bulkhead bulkhead = new Bulkhead("race", 2, 2, clock, alarm);
        OwnedBulkhead shares = OwnedBulkhead.over(bulkhead, 1);
        for (int round = 0; round < ROUNDS; round++) {
            shares.tryAcquire("a");
            CompletableFuture<Permit> waiting = shares.acquireLater("a", LONG);
            CompletableFuture<Permit> next = shares.acquireLater("a", LONG);
            Future<?> release = together(() -> shares.release("a"));
            boolean cancelled = waiting.cancel(false);
            release.get(20, TimeUnit.SECONDS);
            if (!cancelled) {
                waiting.join().release();
            }
            assertThat(next.isDone()).as("round %d", round).isTrue();
            next.join().release();
            assertThat(bulkhead.inFlight()).as("round %d", round).isZero();
            assertThat(bulkhead.waiting()).as("round %d", round).isZero();
        }
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void losersOfOneOwnersRaceTakeNothingFromAnother() throws Exception {
        Bulkhead bulkhead = new Bulkhead("race", 2, 0, clock, alarm);
        OwnedBulkhead shares = OwnedBulkhead.over(bulkhead, 1);
        shares.tryAcquire("flood");
        for (int round = 0; round < ROUNDS; round++) {
            Future<?> flood =
                    together(() -> assertThat(shares.tryAcquire("flood")).isFalse());
            assertThat(shares.tryAcquire("b")).as("round %d", round).isTrue();
            flood.get(20, TimeUnit.SECONDS);
            shares.release("b");
        }
    }

    /** Starts an action in the other thread at the moment that this one returns. */
    private Future<?> together(Runnable action) throws Exception {
        Future<?> result = other.submit(() -> {
            start.await();
            action.run();
            return null;
        });
        start.await();
        return result;
    }
}
