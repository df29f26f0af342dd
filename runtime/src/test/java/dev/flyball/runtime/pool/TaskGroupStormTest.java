package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups that are forked into, cancelled, limited anew, interrupted and left: every task ends once, and none afterwards. */
class TaskGroupStormTest {

    private final ExecutorService narrow = Executors.newFixedThreadPool(2);
    private final AtomicInteger alive = new AtomicInteger();
    private final AtomicReference<String> broken = new AtomicReference<>();

    @AfterEach
    void stop() {
        narrow.shutdownNow();
    }

    @Test
    void onTheSharedThreads() throws Exception {
        storm(GroupSpec.DEFAULT);
    }

    @Test
    void onFewThreadsThatEverybodyShares() throws Exception {
        storm(GroupSpec.DEFAULT.withExecutor(narrow));
    }

    private void storm(GroupSpec spec) throws Exception {
        Storm.rage(4, 1_500, random -> {
            GroupPolicy[] policies = GroupPolicy.values();
            GroupSpec one = spec.withLimit(1 + random.nextInt(3)).withPolicy(policies[random.nextInt(policies.length)]);
            make(random.nextInt(4) == 0 ? one.withDeadline(Duration.ofNanos(random.nextInt(300_000))) : one, random, 0);
        });
        narrow.shutdown();
        assertThat(narrow.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(broken.get()).isNull();
        assertThat(alive.get()).isZero();
    }

    private void make(GroupSpec spec, Random random, int depth) throws InterruptedException {
        List<GroupTask<? extends Integer>> heard = Collections.synchronizedList(new ArrayList<>());
        List<GroupTask<Integer>> forked = new ArrayList<>();
        AtomicInteger running = new AtomicInteger();
        TaskGroup<Integer> group = TaskGroup.open(spec, heard::add);
        try (group) {
            for (int i = random.nextInt(10); i > 0; i--) {
                int kind = random.nextInt(20);
                long seed = random.nextLong();
                forked.add(group.fork(i % 3, () -> body(spec, kind, seed, running, depth), random.nextInt(3)));
            }
            switch (random.nextInt(6)) {
                case 0 -> group.cancel(1, "storm");
                case 1 -> group.cancelAll("storm");
                case 2 -> group.cancelIf(task -> task.priority() == 2, "storm");
                case 3 -> {
                    while (group.next() != null) {}
                }
                default -> {}
            }
            if (random.nextBoolean()) {
                group.join();
            }
        } catch (ExecutionException | CancellationException ended) {
            // ways for a group to end
        } finally {
            assertThat(forked).allMatch(task -> task.state().isFinal());
            assertThat(heard.stream().map(GroupTask::completion).toList())
                    .isEqualTo(LongStream.rangeClosed(1, forked.size()).boxed().toList());
            assertThat(group.running()).isZero();
            assertThat(running.get()).isZero();
        }
    }

    private int body(GroupSpec spec, int kind, long seed, AtomicInteger running, int depth) throws Exception {
        alive.incrementAndGet();
        try {
            if (running.incrementAndGet() > spec.limit()) {
                broken.set("too many at once");
            }
            switch (kind) {
                case 0 -> throw new java.io.IOException("kind 0");
                case 1 -> throw new StackOverflowError("kind 1");
                case 2, 3 -> Thread.sleep(1);
                case 4 -> LockSupport.parkNanos(100_000);
                case 5 -> Thread.currentThread().interrupt();
                case 6, 7 -> {
                    if (depth < 2) {
                        make(spec, new Random(seed), depth + 1);
                    }
                }
                default -> {}
            }
            return kind;
        } finally {
            running.decrementAndGet();
            alive.decrementAndGet();
        }
    }
}
