package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Threads that take owners' places in every way, are interrupted, cancel and throw: at the end every place is back. */
class OwnedBulkheadStormTest {

    private static final int THREADS = 6;
    private static final int MAX = 3;
    private static final int PER_OWNER = 2;
    private static final int OWNERS = 3;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Clock clock = Clock.system();
    private final Bulkhead bulkhead = new Bulkhead("storm", MAX, 4, clock, new AlarmThread(clock));
    private final OwnedBulkhead shares = OwnedBulkhead.over(bulkhead, PER_OWNER);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicIntegerArray owners = new AtomicIntegerArray(OWNERS);
    private final AtomicInteger ownersPeak = new AtomicInteger();

    @Test
    void everyPlaceIsBackAfterAStorm() throws Exception {
        storm(20_000, false);
        assertThat(peak.get()).isLessThanOrEqualTo(MAX);
        assertThat(ownersPeak.get()).isLessThanOrEqualTo(PER_OWNER);
    }

    @Test
    void everyPlaceIsBackAfterAStormOfChanges() throws Exception {
        storm(20_000, true);
        assertThat(peak.get()).isLessThanOrEqualTo(MAX + 2);
        assertThat(ownersPeak.get()).isLessThanOrEqualTo(PER_OWNER + 1);
    }

    private void storm(int steps, boolean changing) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Thread> callers = new ArrayList<>();
        List<Future<?>> ends = new ArrayList<>();
        AtomicInteger busy = new AtomicInteger(THREADS - 1);
        for (int thread = 1; thread < THREADS; thread++) {
            Random random = new Random(thread);
            ends.add(threads.submit(() -> {
                synchronized (callers) {
                    callers.add(Thread.currentThread());
                }
                try {
                    for (int i = 0; i < steps; i++) {
                        step(random);
                    }
                } finally {
                    busy.decrementAndGet();
                }
            }));
        }
        ends.add(threads.submit(() -> disturb(new Random(0), callers, busy, changing)));
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        threads.shutdownNow();
        bulkhead.change(MAX, 4);
        shares.change(PER_OWNER);
        assertThat(shares.holders()).isEmpty();
        assertThat(bulkhead.inFlight()).isZero();
        assertThat(bulkhead.waiting()).isZero();
        assertThat(shares.tryAcquire(0)).isTrue();
        assertThat(shares.tryAcquire(0)).isTrue();
        assertThat(shares.tryAcquire(0)).isFalse();
        assertThat(shares.tryAcquire(1)).isTrue();
        assertThat(shares.tryAcquire(2)).isFalse();
    }

    /** Interrupts whoever is waiting or running, until the others are done. */
    private void disturb(Random random, List<Thread> callers, AtomicInteger busy, boolean changing) {
        while (busy.get() > 0) {
            synchronized (callers) {
                if (!callers.isEmpty()) {
                    callers.get(random.nextInt(callers.size())).interrupt();
                }
            }
            if (changing) {
                bulkhead.change(1 + random.nextInt(MAX + 2), random.nextInt(5));
                shares.change(1 + random.nextInt(PER_OWNER + 1));
            }
            clock.parkUntil(this, clock.nanos() + 20_000);
        }
    }

    private void step(Random random) {
        int owner = random.nextInt(OWNERS);
        try {
            switch (random.nextInt(6)) {
                case 0 -> tryOnce(owner);
                case 1 -> waiting(owner, Duration.ofNanos(random.nextInt(200_000)));
                case 2 -> waiting(owner, LONG);
                case 3 -> later(random, owner, Duration.ofNanos(random.nextInt(200_000)));
                case 4 -> ownerless();
                default -> later(random, owner, LONG);
            }
        } catch (BulkheadFullException | BodyError | InterruptedException | CancellationException ended) {
            // each is a way for a call to end
        } catch (CompletionException refused) {
            assertThat(refused).hasCauseInstanceOf(BulkheadFullException.class);
        }
    }

    private void tryOnce(int owner) {
        if (shares.tryAcquire(owner)) {
            try {
                body(owner);
            } finally {
                shares.release(owner);
            }
        }
    }

    private void waiting(int owner, Duration maxWait) throws InterruptedException {
        try (Permit permit = shares.acquire(owner, maxWait)) {
            try {
                body(owner);
            } finally {
                permit.release();
            }
        }
    }

    private void later(Random random, int owner, Duration maxWait) {
        CompletableFuture<Permit> future = shares.acquireLater(owner, maxWait);
        if (random.nextBoolean()) {
            future.cancel(false);
        }
        Permit permit = future.join();
        try {
            body(owner);
        } finally {
            permit.release();
        }
    }

    /** Some places are taken at the bulkhead itself, and waited for there. */
    private void ownerless() throws InterruptedException {
        try (Permit permit = bulkhead.acquire(LONG)) {
            peak.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            permit.release();
        }
    }

    private void body(int owner) {
        peak.accumulateAndGet(running.incrementAndGet(), Math::max);
        ownersPeak.accumulateAndGet(owners.incrementAndGet(owner), Math::max);
        try {
            if (Thread.interrupted()) {
                throw new BodyError();
            }
        } finally {
            owners.decrementAndGet(owner);
            running.decrementAndGet();
        }
    }

    private static final class BodyError extends Error {
        private static final long serialVersionUID = 1L;
    }
}
