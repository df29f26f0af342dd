package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Real threads: branches that block, fail and throw Errors, while runs are tripped, cancelled, interrupted and time out. */
class BranchStormTest {

    private static final int THREADS = 4;
    private static final int RUNS = 400;
    private static final int LIMIT = 3;

    private final AtomicInteger alive = new AtomicInteger();

    /** What one branch of a storm saw of itself. */
    private static final class Seen {
        private final Set<String> began = ConcurrentHashMap.newKeySet();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
    }

    @Test
    void aTripInterruptsEveryBranchThatBlocksAlsoTheOneThatTrips() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(1);
        List<Boolean> told = new ArrayList<>();
        ParallelBranches<String> branches = ParallelBranches.none();
        List<BranchContext> contexts = new ArrayList<>();
        for (String key : List.of("a", "b", "c")) {
            branches = branches.and(key, (BranchContext context) -> {
                synchronized (contexts) {
                    contexts.add(context);
                }
                blocked.countDown();
                never.await();
                return key;
            });
        }
        BranchResults<String> results = branches.and("watcher", (BranchContext context) -> {
                    blocked.await();
                    assertThat(context.trip("over budget")).isTrue();
                    synchronized (contexts) {
                        contexts.forEach(other -> told.add(other.cancelled()));
                    }
                    told.add(context.cancelled());
                    told.add(Thread.currentThread().isInterrupted());
                    return "done anyway";
                })
                .run();
        assertThat(told).containsExactly(true, true, true, true, true);
        assertThat(results.outcomes()).extracting(BranchOutcome::state).containsOnly(TaskState.CANCELLED);
        assertThat(results.outcome("a").failure()).isInstanceOf(InterruptedException.class);
        assertThat(results.succeeded()).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptedCallerLeavesNothingBehind() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        ParallelBranches<String> branches = ParallelBranches.none();
        for (String key : List.of("a", "b")) {
            branches = branches.and(key, () -> {
                alive.incrementAndGet();
                try {
                    inside.countDown();
                    new CountDownLatch(1).await();
                    return key;
                } finally {
                    alive.decrementAndGet();
                }
            });
        }
        ParallelBranches<String> both = branches;
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                both.run();
                thrown.complete(new AssertionError("not interrupted"));
            } catch (Throwable expected) {
                assertThat(alive.get()).isZero();
                thrown.complete(expected);
            }
        });
        caller.start();
        inside.await();
        caller.interrupt();
        assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void afterAStormNothingIsAliveAndEveryBranchHasEndedAsItShould() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int seed = thread;
            ends.add(threads.submit(() -> {
                Random random = new Random(seed);
                for (int i = 0; i < RUNS; i++) {
                    storm(random, seed + "." + i);
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        threads.shutdownNow();
        assertThat(alive.get()).isZero();
    }

    private void storm(Random random, String name) throws InterruptedException {
        Seen seen = new Seen();
        CountDownLatch open = new CountDownLatch(1);
        int count = 1 + random.nextInt(8);
        ParallelBranches<String> branches = ParallelBranches.<String>none()
                .with(ConcurrencyConfig.DEFAULT
                        .withMaxConcurrentBranches(LIMIT)
                        .withIndividualCancellation(true)
                        .withCompletionTracking(true)
                        .withTimeout(random.nextInt(3) == 0 ? Duration.ofNanos(1 + random.nextInt(400_000)) : null));
        for (int i = 0; i < count; i++) {
            branches = branch(branches, "b" + i, random.nextInt(6), seen, open).priority("b" + i, random.nextInt(3));
        }
        if (random.nextInt(4) == 0) {
            branches = branches.onComplete((outcome, run) ->
                    run.cancelIf(other -> other.priority() < outcome.priority(), "a better one has ended"));
        }
        BranchRun<String> run = branches.start();
        disturb(random, run, count, open);
        BranchResults<String> results = run.results().join();
        assertThat(run.running() + run.waiting()).as(name).isZero();
        assertThat(seen.inside.get()).as(name).isZero();
        assertThat(seen.most.get()).as(name).isLessThanOrEqualTo(LIMIT);
        assertThat(results.outcomes()).as(name).hasSize(count);
        assertThat(results.inOrderOfCompletion()).as(name).hasSize(count);
        for (BranchOutcome<String> outcome : results.outcomes()) {
            check(name + " " + outcome, outcome, seen);
        }
    }

    private static void check(String name, BranchOutcome<String> outcome, Seen seen) {
        boolean began = seen.began.contains(outcome.key());
        switch (outcome.state()) {
            case SUCCEEDED -> assertThat(outcome.result()).as(name).isEqualTo(outcome.key());
            case FAILED -> assertThat(outcome.failure()).as(name).hasMessage(outcome.key());
            case CANCELLED -> assertThat(outcome.reason()).as(name).isNotNull();
            case TIMED_OUT -> assertThat(began).as(name).isTrue();
            case NOT_STARTED -> assertThat(began).as(name).isFalse();
            default -> throw new AssertionError(name);
        }
        assertThat(outcome.succeeded() || outcome.result() == null).as(name).isTrue();
    }

    private ParallelBranches<String> branch(
            ParallelBranches<String> branches, String key, int sort, Seen seen, CountDownLatch open) {
        if (sort == 5) {
            return branches.andStage(key, () -> {
                seen.began.add(key);
                return CompletableFuture.supplyAsync(() -> key);
            });
        }
        return branches.and(key, (BranchContext context) -> {
            alive.incrementAndGet();
            seen.began.add(key);
            int now = seen.inside.incrementAndGet();
            seen.most.accumulateAndGet(now, Math::max);
            try {
                switch (sort) {
                    case 0 -> open.await();
                    case 1 -> throw new IllegalStateException(key);
                    case 2 -> throw new AssertionError(key);
                    case 3 -> {
                        while (open.getCount() > 0 && !context.cancelled()) {
                            Thread.onSpinWait();
                        }
                    }
                    default -> Thread.onSpinWait();
                }
                return key;
            } finally {
                seen.inside.decrementAndGet();
                alive.decrementAndGet();
            }
        });
    }

    private static void disturb(Random random, BranchRun<String> run, int count, CountDownLatch open) {
        List<Runnable> doings = List.of(
                () -> run.signal().trip("breach"),
                () -> run.cancelAll("enough"),
                () -> run.cancel("b" + random.nextInt(count), "not needed"),
                () -> run.cancelIf(branch -> branch.priority() == 1, "ones are not needed"),
                Thread::onSpinWait);
        for (int i = random.nextInt(4); i > 0; i--) {
            doings.get(random.nextInt(doings.size())).run();
        }
        open.countDown();
    }
}
