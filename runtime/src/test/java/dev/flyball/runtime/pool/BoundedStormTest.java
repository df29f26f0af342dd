package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that gather and process in every way, are interrupted and meet errors: nothing is left over, and none waits for ever. */
class BoundedStormTest {

    private static final int CALLERS = 4;
    private static final int CALLS = 1_500;

    private final Semaphore permits = new Semaphore(3);
    private final ExecutorService narrow = Executors.newFixedThreadPool(2);
    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicReference<String> broken = new AtomicReference<>();

    @AfterEach
    void stop() {
        narrow.shutdownNow();
    }

    @Test
    void onTheSharedThreads() throws Exception {
        storm(Bounds.of(3).withQueue(4));
    }

    @Test
    void onFewThreadsThatEverybodyShares() throws Exception {
        storm(Bounds.of(3).withQueue(4).withExecutor(narrow));
    }

    @Test
    void onAnExecutorThatRunsAtOnceOrRejects() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        storm(Bounds.of(3).withQueue(4).withExecutor(task -> {
            if (turn.incrementAndGet() % 3 == 0) {
                throw new java.util.concurrent.RejectedExecutionException();
            }
            task.run();
        }));
    }

    private void storm(Bounds bounds) throws Exception {
        Storm.rage(CALLERS, CALLS, random -> new One(random, bounds).make());
        narrow.shutdown();
        assertThat(narrow.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(broken.get()).isNull();
        assertThat(alive.get()).isZero();
        assertThat(permits.availablePermits()).isEqualTo(3);
    }

    /** One call, and what must hold of it. */
    private final class One {
        private final Random random;
        private final Bounds bounds;
        private final AtomicInteger running = new AtomicInteger();
        private volatile boolean over;

        One(Random random, Bounds bounds) {
            this.random = random;
            this.bounds =
                    random.nextInt(4) == 0 ? bounds.withDeadline(Duration.ofNanos(random.nextInt(300_000))) : bounds;
        }

        void make() throws Exception {
            int tasks = random.nextInt(12);
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                all.add(task(i, random.nextInt(40), true));
            }
            try {
                switch (random.nextInt(6)) {
                    case 0 -> complete(tasks, Bounded.gather(bounds, all));
                    case 1 -> complete(tasks, Bounded.gather(permits, bounds, all));
                    case 2 -> assertThat(Bounded.gatherOutcomes(bounds, all)).hasSize(tasks);
                    case 3 ->
                        assertThat(Bounded.gatherOutcomes(permits, bounds, all)).hasSize(tasks);
                    case 4 -> complete(tasks, Bounded.process(all.iterator(), One::called, bounds));
                    default -> taken(all);
                }
            } catch (ExecutionException | CompletionException failed) {
                assertThat(failed.getCause()).isNotNull();
            } catch (CancellationException cancelled) {
                assertThat(Thread.interrupted()).isTrue();
            } finally {
                over = true;
            }
        }

        private void complete(int tasks, List<Integer> results) {
            assertThat(results).isEqualTo(IntStream.range(0, tasks).boxed().toList());
        }

        /** Takes some of the results, and closes. */
        private void taken(List<Callable<Integer>> all) {
            try (Results<Integer> results = Bounded.results(all.iterator(), One::called, bounds)) {
                for (int i = random.nextInt(12); i > 0 && results.hasNext(); i--) {
                    results.next();
                    if (results.unfinished() > bounds.workers() + bounds.queue()) {
                        broken.set("too many on their way");
                    }
                }
            }
        }

        private static <T> T called(Callable<T> task) {
            try {
                return task.call();
            } catch (Exception failure) {
                Sneaky.rethrow(failure);
                throw new AssertionError(failure);
            }
        }

        private Callable<Integer> task(int result, int kind, boolean outer) {
            return () -> {
                alive.incrementAndGet();
                try {
                    if (over) {
                        broken.set("started after the end");
                    }
                    if (outer && running.incrementAndGet() > bounds.workers()) {
                        broken.set("too many at once");
                    }
                    return body(result, kind, outer);
                } finally {
                    if (over) {
                        broken.set("outlived its call");
                    }
                    if (outer) {
                        running.decrementAndGet();
                    }
                    alive.decrementAndGet();
                }
            };
        }

        private int body(int result, int kind, boolean outer) throws Exception {
            switch (kind) {
                case 0 -> throw new java.io.IOException("kind 0");
                case 1 -> throw new StackOverflowError("kind 1");
                case 2 -> throw new InterruptedException("kind 2");
                case 3, 4 -> Thread.sleep(1);
                case 5, 6 -> LockSupport.parkNanos(100_000);
                case 7 -> Thread.currentThread().interrupt();
                case 8, 9, 10 -> {
                    if (outer) {
                        List<Callable<Integer>> inner =
                                List.of(task(0, 5, false), task(1, 20, false), task(2, 3, false));
                        complete(3, Bounded.gather(bounds.withDeadline(Duration.ofMinutes(1)), inner));
                    }
                }
                default -> {}
            }
            return result;
        }
    }
}
