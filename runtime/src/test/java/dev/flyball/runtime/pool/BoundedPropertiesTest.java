package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random schedules, each repeatable by its seed. There is one thread: wherever code of the caller's runs (a task, the
 * source, the consumer) a worker may come in the middle of it, and in the middle of what that one runs the next.
 */
class BoundedPropertiesTest {

    private static final int SEEDS = 3_000;

    @Test
    void processingInAnyScheduleIsWhatOneThreadWouldDo() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Schedule(seed).process();
        }
    }

    @Test
    void gatheringWithPermitsInAnyScheduleGivesEachPermitBack() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Schedule(seed).gather();
        }
    }

    @Test
    void stagesThatEndInAnyOrderAreHandedOutInOrder() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Schedule(seed).stages();
        }
    }

    private static final class Schedule {
        private final String name;
        private final Random random;
        private final HandCrank crank = new HandCrank();
        private final Bounds bounds;
        private final int items;
        private final int failingItem;
        private final int failingSource;
        private final Semaphore permits;
        private int running;
        private int peak;
        private int read;
        private int handedOut;
        private boolean ended;
        private boolean startedAfterEnd;

        Schedule(int seed) {
            this.name = "seed " + seed;
            this.random = new Random(seed);
            this.bounds = Bounds.of(1 + random.nextInt(4))
                    .withQueue(1 + random.nextInt(4))
                    .withExecutor(crank);
            this.items = random.nextInt(25);
            this.failingItem = random.nextInt(3) == 0 ? random.nextInt(25) : -1;
            this.failingSource = random.nextInt(3) == 0 ? random.nextInt(25) : -1;
            this.permits = new Semaphore(1 + random.nextInt(4));
        }

        private void meanwhile() {
            while (random.nextInt(3) == 0 && permits.availablePermits() > 0 && crank.turn()) {}
        }

        private int work(int item) {
            startedAfterEnd |= ended;
            running++;
            peak = Math.max(peak, running);
            try {
                meanwhile();
                if (item == failingItem) {
                    ended = true;
                    throw new IllegalStateException("item " + item);
                }
                return item * 10;
            } finally {
                running--;
            }
        }

        private Iterator<Integer> source() {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    meanwhile();
                    return read < items || read == failingSource;
                }

                @Override
                public Integer next() {
                    if (read == failingSource) {
                        throw new IllegalArgumentException("source " + read);
                    }
                    assertThat(read - handedOut).as(name).isLessThan(bounds.workers() + bounds.queue());
                    return read++;
                }
            };
        }

        private List<Integer> expected(int upTo) {
            return IntStream.range(0, upTo).mapToObj(item -> item * 10).toList();
        }

        void process() {
            List<Integer> out = new ArrayList<>();
            try {
                Bounded.<Integer, Integer>process(source(), this::work, bounds, result -> {
                    handedOut++;
                    out.add(result);
                    meanwhile();
                });
                assertThat(out).as(name).isEqualTo(expected(items));
                assertThat(failingItem < 0 || failingItem >= items).as(name).isTrue();
            } catch (ExecutionException failed) {
                assertThat(failed).as(name).hasRootCauseMessage("item " + failingItem);
                assertThat(out).as(name).isEqualTo(expected(out.size()));
            } catch (IllegalArgumentException torn) {
                assertThat(torn).as(name).hasMessage("source " + failingSource);
                assertThat(out).as(name).isEqualTo(expected(failingSource));
            } catch (InterruptedException interrupted) {
                throw new AssertionError(name, interrupted);
            }
            over();
        }

        void gather() {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                int item = i;
                tasks.add(() -> work(item));
            }
            int free = permits.availablePermits();
            try {
                List<Integer> results = Bounded.gather(permits, bounds, tasks);
                assertThat(results).as(name).isEqualTo(expected(items));
            } catch (ExecutionException failed) {
                assertThat(failed).as(name).hasRootCauseMessage("item " + failingItem);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(name, interrupted);
            }
            assertThat(permits.availablePermits()).as(name).isEqualTo(free);
            assertThat(peak).as(name).isLessThanOrEqualTo(free);
            over();
        }

        private void over() {
            ended = true;
            assertThat(running).as(name).isZero();
            assertThat(peak).as(name).isLessThanOrEqualTo(bounds.workers());
            crank.turnOut(); // who comes too late finds nothing
            assertThat(startedAfterEnd).as(name).isFalse();
        }

        void stages() {
            Map<Integer, CompletableFuture<Integer>> open = new TreeMap<>();
            List<Integer> out = new ArrayList<>();
            CompletableFuture<?> all = Bounded.<Integer, Integer>processStages(
                    source(),
                    item -> {
                        assertThat(open).as(name).hasSizeLessThan(bounds.workers());
                        if (random.nextInt(3) == 0) {
                            return CompletableFuture.completedFuture(item * 10);
                        }
                        CompletableFuture<Integer> stage = new CompletableFuture<>();
                        open.put(item, stage);
                        return stage;
                    },
                    bounds,
                    result -> {
                        handedOut++;
                        out.add(result);
                    });
            while (!open.isEmpty()) {
                List<Integer> unfinished = List.copyOf(open.keySet());
                int item = unfinished.get(random.nextInt(unfinished.size()));
                open.remove(item).complete(item * 10);
            }
            if (failingSource >= 0 && failingSource <= items) {
                assertThat(out).as(name).isEqualTo(expected(failingSource));
                assertThat(catching(all)).as(name).hasRootCauseMessage("source " + failingSource);
            } else {
                assertThat(out).as(name).isEqualTo(expected(items));
                assertThat(all).as(name).isCompleted();
            }
        }

        private static Throwable catching(CompletableFuture<?> all) {
            try {
                all.join();
                throw new AssertionError("should have failed");
            } catch (CompletionException failed) {
                return failed;
            }
        }
    }
}
