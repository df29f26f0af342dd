package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.EventSink;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that take places in every way, are interrupted, cancel and throw: at the end every place is back. */
class AdaptiveStormTest {

    private static final int THREADS = 6;
    private static final int STEPS = 10_000;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final AdaptiveSpec SPEC =
            AdaptiveSpec.DEFAULT.withLimits(3, 1, 4).withMaxWaiting(4);

    private final Clock clock = Clock.system();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private AdaptiveLimit limit = limit(SPEC);

    private AdaptiveLimit limit(AdaptiveSpec spec) {
        return new AdaptiveLimit("storm", spec, clock, new AlarmThread(clock), EventSink.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void everyPlaceIsBackAfterAStorm(Algorithm algorithm) throws Exception {
        limit = limit(SPEC.withAlgorithm(algorithm));
        storm(false);
        assertThat(peak.get()).isLessThanOrEqualTo(SPEC.max());
    }

    @Test
    void everyPlaceIsBackAfterAStormOfChanges() throws Exception {
        storm(true);
        limit.change(SPEC);
        assertThat(limit.limit()).isBetween(1.0, 4.0);
    }

    private void storm(boolean changing) throws Exception {
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
                    for (int i = 0; i < STEPS; i++) {
                        step(random);
                    }
                } finally {
                    busy.decrementAndGet();
                }
            }));
        }
        ends.add(threads.submit(() -> disturb(new Random(0), callers, busy, changing)));
        for (Future<?> end : ends) {
            end.get(120, TimeUnit.SECONDS);
        }
        threads.shutdownNow();
        assertThat(limit.inFlight()).isZero();
        assertThat(limit.waiting()).isZero();
        limit.change(SPEC.withLimits(3, 3, 3));
        for (int i = 0; i < 3; i++) {
            assertThat(limit.tryAcquire()).isNotNull();
        }
        assertThat(limit.tryAcquire()).isNull();
    }

    /** Interrupts whoever is waiting or running, until the others are done. */
    private void disturb(Random random, List<Thread> callers, AtomicInteger busy, boolean changing) {
        Algorithm[] algorithms = Algorithm.values();
        while (busy.get() > 0) {
            synchronized (callers) {
                if (!callers.isEmpty()) {
                    callers.get(random.nextInt(callers.size())).interrupt();
                }
            }
            if (changing) {
                int max = 1 + random.nextInt(6);
                limit.change(SPEC.withLimits(max, 1, max)
                        .withAlgorithm(algorithms[random.nextInt(algorithms.length)])
                        .withMaxWaiting(random.nextInt(5)));
            }
            clock.parkUntil(this, clock.nanos() + 20_000);
        }
    }

    private void step(Random random) {
        try {
            switch (random.nextInt(5)) {
                case 0 -> body(random, limit.tryAcquire());
                case 1 -> body(random, limit.acquire(Duration.ofNanos(random.nextInt(200_000))));
                case 2 -> body(random, limit.acquire(LONG));
                case 3 -> later(random, Duration.ofNanos(random.nextInt(200_000)));
                default -> later(random, LONG);
            }
        } catch (ConcurrencyLimitedException | BodyError | InterruptedException | CancellationException ended) {
            // each is a way for a call to end
        } catch (CompletionException refused) {
            assertThat(refused).hasCauseInstanceOf(ConcurrencyLimitedException.class);
        }
    }

    private void later(Random random, Duration maxWait) {
        CompletableFuture<AdaptivePermit> future = limit.acquireLater(maxWait);
        if (random.nextBoolean()) {
            future.cancel(false);
        }
        body(random, future.join());
    }

    private void body(Random random, AdaptivePermit permit) {
        if (permit == null) {
            return;
        }
        try (permit) {
            peak.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                if (Thread.interrupted()) {
                    throw new BodyError();
                }
            } finally {
                running.decrementAndGet();
            }
            if (random.nextInt(1000) == 0) {
                permit.drop();
            } else if (random.nextInt(4) > 0) {
                permit.success();
            }
        }
    }

    private static final class BodyError extends Error {
        private static final long serialVersionUID = 1L;
    }
}
