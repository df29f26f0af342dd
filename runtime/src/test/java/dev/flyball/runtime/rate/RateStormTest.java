package dev.flyball.runtime.rate;

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
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that spend, wait, are interrupted and cancel: never too much is given, and at the end nothing is held. */
class RateStormTest {

    private static final int THREADS = 6;

    private final Clock clock = Clock.system();
    private final AtomicLong admitted = new AtomicLong();

    /** Paces of 100 000 a second, 20 at once, all back after 200 microseconds. */
    enum Kind {
        BUCKET {
            @Override
            Pace pace(int permits, int nanosEach) {
                return new RateSpec(1, nanosEach, permits);
            }

            @Override
            long most(long nanos) {
                return 20 + nanos / 10_000;
            }
        },
        WINDOW {
            @Override
            Pace pace(int permits, int nanosEach) {
                return new WindowSpec(permits, (long) permits * nanosEach);
            }

            @Override
            long most(long nanos) {
                return 20 * (1 + nanos / 200_000);
            }
        },
        ADAPTIVE {
            @Override
            Pace pace(int permits, int nanosEach) {
                return new AdaptiveWindowSpec(permits, permits, (long) permits * nanosEach, 0);
            }

            @Override
            long most(long nanos) {
                return WINDOW.most(nanos);
            }
        },
        BANDWIDTHS {
            @Override
            Pace pace(int permits, int nanosEach) {
                return Bandwidths.of(new RateSpec(1, nanosEach, permits), new RateSpec(3, 2L * nanosEach, permits));
            }

            @Override
            long most(long nanos) {
                return BUCKET.most(nanos);
            }
        };

        abstract Pace pace(int permits, int nanosEach);

        /** The most that may be granted in so long. */
        abstract long most(long nanos);
    }

    @ParameterizedTest
    @EnumSource
    void aStormIsGivenTheBurstAndTheRateAndNoMore(Kind kind) throws Exception {
        long start = clock.nanos();
        RateLimit limit = RateLimit.of("storm", kind.pace(20, 10_000), Signals.USUAL, clock, new AlarmThread(clock));
        storm(random -> step(limit, random, 20_000_000));
        assertThat(limit.waiting()).isZero();
        assertThat(admitted.get()).isPositive().isLessThanOrEqualTo(kind.most(clock.nanos() - start));
        whenFull();
        assertThat(limit.availablePermits()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void aStormOfChangesLeavesNobodyWaiting(Kind kind) throws Exception {
        RateLimit limit = RateLimit.of("storm", kind.pace(20, 10_000), Signals.USUAL, clock, new AlarmThread(clock));
        storm(random -> {
            if (random.nextInt(10) == 0) {
                limit.change(kind.pace(1 + random.nextInt(20), 6_000 + random.nextInt(15_000)));
            }
            step(limit, random, 2_000_000);
        });
        limit.change(kind.pace(20, 10_000));
        assertThat(limit.waiting()).isZero();
        whenFull();
        assertThat(limit.availablePermits()).isEqualTo(20);
    }

    @Test
    void aStormOfTroubleLeavesNobodyWaiting() throws Exception {
        AdaptiveWindow window = new AdaptiveWindow(
                "storm", new AdaptiveWindowSpec(20, 1, 200_000, 0), Signals.USUAL, clock, new AlarmThread(clock));
        long start = clock.nanos();
        storm(random -> {
            switch (random.nextInt(20)) {
                case 0 -> window.closeFor(Duration.ofNanos(random.nextInt(300_000)));
                case 1 -> window.ended(Duration.ZERO, new TimeoutException());
                default -> window.ended(Duration.ZERO, null);
            }
            step(window, random, 2_000_000);
        });
        assertThat(window.waiting()).isZero();
        assertThat(admitted.get()).isPositive().isLessThanOrEqualTo(Kind.ADAPTIVE.most(clock.nanos() - start));
        whenFull();
        assertThat(window.availablePermits()).isEqualTo(window.limit());
    }

    @Test
    void whatIsSpentDuringAChangeStaysSpent() throws Exception {
        RateSpec slow = new RateSpec(1, Duration.ofMinutes(10).toNanos(), 50_000);
        RateSpec slower = new RateSpec(1, Duration.ofMinutes(11).toNanos(), 50_000);
        TokenBucket bucket = new TokenBucket("storm", slow, clock, new AlarmThread(clock));
        storm(random -> {
            if (random.nextInt(5) == 0) {
                bucket.change(random.nextBoolean() ? slow : slower);
            }
            for (int i = 0; i < 10; i++) {
                admitted.addAndGet(bucket.tryAcquire() ? 1 : 0);
            }
        });
        assertThat(admitted.get()).isEqualTo(50_000);
    }

    @ParameterizedTest
    @EnumSource
    void aStormOfKeysOpensNoKey(Kind kind) throws Exception {
        Pace hourly = kind.pace(3, Integer.MAX_VALUE);
        KeyedRateLimit limits =
                new KeyedRateLimit("storm", hourly, 50, Signals.USUAL, clock, new AlarmThread(clock), EventSink.NONE);
        storm(random -> admitted.addAndGet(limits.tryAcquire(random.nextInt(200)) ? 1 : 0));
        assertThat(limits.keys()).isEqualTo(50);
        assertThat(admitted.get()).isEqualTo(50 * 3 + 3);
    }

    @ParameterizedTest
    @EnumSource
    void aStormOfForgottenKeysGivesEachItsRateAndNoMore(Kind kind) throws Exception {
        KeyedRateLimit limits = new KeyedRateLimit(
                "storm", kind.pace(2, 100_000), 4, Signals.USUAL, clock, new AlarmThread(clock), EventSink.NONE);
        long start = clock.nanos();
        storm(random -> admitted.addAndGet(limits.tryAcquire(random.nextInt(8)) ? 1 : 0));
        long each = 2 + (clock.nanos() - start) / 100_000;
        assertThat(limits.keys()).isBetween(1, 4);
        assertThat(admitted.get()).isPositive().isLessThanOrEqualTo(9 * each);
    }

    private interface Step {
        void run(Random random) throws InterruptedException;
    }

    private void storm(Step step) throws Exception {
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
                    for (int i = 0; i < 3_000; i++) {
                        end(step, random);
                    }
                } finally {
                    busy.decrementAndGet();
                }
            }));
        }
        ends.add(threads.submit(() -> interruptSome(callers, busy)));
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        threads.shutdownNow();
    }

    private static void end(Step step, Random random) {
        try {
            step.run(random);
        } catch (RateLimitedException | InterruptedException | CancellationException ended) {
            // each is a way for a call to end
        } catch (CompletionException refused) {
            assertThat(refused).hasCauseInstanceOf(RateLimitedException.class);
        }
    }

    private void interruptSome(List<Thread> callers, AtomicInteger busy) {
        Random random = new Random(0);
        while (busy.get() > 0) {
            synchronized (callers) {
                if (!callers.isEmpty()) {
                    callers.get(random.nextInt(callers.size())).interrupt();
                }
            }
            clock.parkUntil(this, clock.nanos() + 50_000);
        }
    }

    private void step(RateLimit bucket, Random random, int longest) throws InterruptedException {
        Duration maxWait = Duration.ofNanos(random.nextInt(longest));
        switch (random.nextInt(3)) {
            case 0 -> admitted.addAndGet(bucket.tryAcquire(2) ? 2 : 0);
            case 1 -> {
                bucket.acquire(2, maxWait);
                admitted.addAndGet(2);
            }
            default -> {
                CompletableFuture<@Nullable Void> future = bucket.acquireLater(maxWait);
                if (random.nextBoolean()) {
                    future.cancel(false);
                }
                future.join();
                admitted.incrementAndGet();
            }
        }
    }

    /** Every limit is as good as new 200 microseconds after the last permit was spent. */
    private void whenFull() {
        long end = clock.nanos() + 2_000_000;
        while (clock.nanos() - end < 0) {
            clock.parkUntil(this, end);
        }
    }
}
