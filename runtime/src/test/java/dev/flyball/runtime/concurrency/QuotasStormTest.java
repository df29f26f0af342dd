package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Threads that take and give back in every way, and throw: nobody ever holds too much, and at the end nobody anything. */
class QuotasStormTest {

    private static final int THREADS = 4;
    private static final int STEPS = 30_000;
    private static final int LIMIT = 3;
    private static final int OWNERS = 8;

    @Test
    void everythingIsBackAfterAStorm() throws Exception {
        storm(new Quotas("storm", LIMIT));
    }

    @Test
    void everythingIsBackAfterAStormWithLittleRoom() throws Exception {
        Quotas quotas = new Quotas("storm", LIMIT, 2);
        storm(quotas);
        assertThat(quotas.overflows()).isPositive();
    }

    private static void storm(Quotas quotas) throws Exception {
        AtomicIntegerArray held = new AtomicIntegerArray(OWNERS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(thread);
            ends.add(threads.submit(() -> {
                for (int i = 0; i < STEPS; i++) {
                    step(quotas, held, random);
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        threads.shutdownNow();
        assertThat(quotas.holders()).isEmpty();
        for (int owner = 0; owner < OWNERS; owner++) {
            assertThat(quotas.tryAcquire(owner, LIMIT)).isTrue();
            quotas.release(owner, LIMIT);
        }
    }

    private static void step(Quotas quotas, AtomicIntegerArray held, Random random) {
        int owner = random.nextInt(OWNERS);
        int n = 1 + random.nextInt(2);
        if (random.nextBoolean()) {
            if (quotas.tryAcquire(owner, n)) {
                held(held.addAndGet(owner, n));
                held.addAndGet(owner, -n);
                quotas.release(owner, n);
            }
            return;
        }
        try (Permit permit = quotas.acquire(owner, n)) {
            if (permit != null) {
                held(held.addAndGet(owner, n));
                held.addAndGet(owner, -n);
                throw new AssertionError("an Error gives back too");
            }
        } catch (AssertionError expected) {
            assertThat(expected).hasMessage("an Error gives back too");
        }
    }

    private static void held(int count) {
        if (count > LIMIT) {
            throw new IllegalStateException(count + " held at once");
        }
    }
}
