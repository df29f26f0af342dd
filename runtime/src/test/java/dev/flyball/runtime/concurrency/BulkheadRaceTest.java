package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two threads meet at one place, again and again, with nobody else to mend what they leave. */
class BulkheadRaceTest {

    private static final int ROUNDS = 20_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Bulkhead bulkhead = new Bulkhead("race", 1, 1, clock, alarm);
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final CyclicBarrier start = new CyclicBarrier(2);

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Test
    void aWaiterAndAFreePlaceNeverCoexist() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            bulkhead.tryAcquire();
            Future<?> release = together(() -> {
                bulkhead.release();
                return null;
            });
            CompletableFuture<Permit> arrival = bulkhead.acquireLater(LONG);
            release.get(20, TimeUnit.SECONDS);
            assertThat(arrival.isDone()).as("round %d", round).isTrue();
            arrival.join().release();
        }
        assertThat(bulkhead.inFlight()).isZero();
    }

    @Test
    void aPlaceGrantedToOneWhoCancelsIsNotLost() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            bulkhead.tryAcquire();
            CompletableFuture<Permit> waiting = bulkhead.acquireLater(LONG);
            Future<?> release = together(() -> {
                bulkhead.release();
                return null;
            });
            boolean cancelled = waiting.cancel(false);
            release.get(20, TimeUnit.SECONDS);
            if (!cancelled) {
                waiting.join().release();
            }
            assertThat(bulkhead.inFlight()).as("round %d", round).isZero();
            assertThat(bulkhead.waiting()).as("round %d", round).isZero();
        }
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aPlaceGrantedToOneInterruptedIsUsed() throws Exception {
        Bulkhead bulkhead = new Bulkhead("race", 1, 1, new SleeplessClock(), alarm);
        for (int round = 0; round < ROUNDS / 40; round++) {
            bulkhead.tryAcquire();
            Thread caller = Thread.currentThread();
            Future<?> release = together(() -> {
                while (bulkhead.waiting() == 0) {
                    Thread.onSpinWait();
                }
                caller.interrupt();
                bulkhead.release();
                return null;
            });
            boolean went = true;
            try {
                bulkhead.acquire(LONG);
            } catch (InterruptedException e) {
                went = false;
            }
            joinQuietly(release);
            assertThat(bulkhead.inFlight()).as("round %d", round).isEqualTo(went ? 1 : 0);
            if (went) {
                bulkhead.release();
            }
        }
    }

    /** Parking returns at once, so that a waiter looks at everything as often as it can. */
    private static final class SleeplessClock extends Clock {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void parkUntil(Object blocker, long deadline) {
            Thread.onSpinWait();
        }
    }

    /** The interrupt of this round may come late. */
    private static void joinQuietly(Future<?> release) throws Exception {
        while (true) {
            try {
                release.get(20, TimeUnit.SECONDS);
                Thread.interrupted();
                return;
            } catch (InterruptedException late) {
                // of this round: get again
            }
        }
    }

    /** Starts an action in the other thread at the moment that this one returns. */
    private <T> Future<T> together(Callable<T> action) throws Exception {
        Future<T> result = other.submit(() -> {
            start.await();
            return action.call();
        });
        start.await();
        return result;
    }
}
