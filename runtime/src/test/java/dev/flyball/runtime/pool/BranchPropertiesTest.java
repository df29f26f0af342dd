package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Random schedules of branches that end, fail and are cancelled, limits that move, trips and timeouts, beside a naive twin. */
class BranchPropertiesTest {

    @Test
    void everyScheduleEndsAsTheNaiveTwinSays() {
        for (int seed = 0; seed < 4_000; seed++) {
            try {
                new Schedule(new Random(seed)).play();
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError("seed " + seed, wrong);
            }
        }
    }

    /** Waiting, running and ended branches as lists; the rules of the design page, word by word. */
    private static final class Twin {
        private final List<String> waiting = new ArrayList<>();
        private final List<String> running = new ArrayList<>();
        private final Map<String, TaskState> ended = new LinkedHashMap<>();
        private final List<String> started = new ArrayList<>();
        private double limit;
        private boolean cut;

        private void fill() {
            while (!cut && running.size() < limit && !waiting.isEmpty()) {
                started.add(waiting.get(0));
                running.add(waiting.remove(0));
            }
        }

        private void end(String key, TaskState how) {
            running.remove(key);
            waiting.remove(key);
            ended.put(key, how);
        }

        private void cut(TaskState runningOnes) {
            cut = true;
            List.copyOf(waiting).forEach(key -> end(key, TaskState.NOT_STARTED));
            List.copyOf(running).forEach(key -> end(key, runningOnes));
        }

        private boolean over() {
            return waiting.isEmpty() && running.isEmpty();
        }
    }

    private static final class Schedule {
        private final Random random;
        private final HandCrank crank = new HandCrank();
        private final ManualClock clock = new ManualClock();
        private final ManualAlarm alarm = new ManualAlarm(clock);
        private final Map<String, CompletableFuture<String>> stages = new LinkedHashMap<>();
        private final List<String> started = new ArrayList<>();
        private final Twin twin = new Twin();
        private final int most;
        private double cpu;
        private int seconds;

        Schedule(Random random) {
            this.random = random;
            this.most = 1 + random.nextInt(6);
        }

        void play() {
            BranchRun<String> run = branches().start();
            twin.limit = most;
            check(run);
            while (!twin.over()) {
                step(run);
                check(run);
            }
            BranchResults<String> results = run.results().join();
            assertThat(results.inOrderOfCompletion())
                    .extracting(BranchOutcome::key)
                    .containsExactlyElementsOf(twin.ended.keySet());
            assertThat(results.inOrderOfCompletion())
                    .extracting(BranchOutcome::state)
                    .containsExactlyElementsOf(twin.ended.values());
            assertThat(results.outcomes()).extracting(BranchOutcome::key).containsExactlyElementsOf(stages.keySet());
            assertThat(results.ending() != RunEnding.COMPLETE).isEqualTo(twin.cut);
            assertThat(alarm.pending()).as("alarms left").isZero();
        }

        private ParallelBranches<String> branches() {
            ParallelBranches<String> branches = ParallelBranches.<String>none()
                    .on(crank)
                    .withTime(clock, alarm)
                    .withGauges(() -> cpu, () -> Double.NaN)
                    .with(ConcurrencyConfig.DEFAULT
                            .withMaxConcurrentBranches(most)
                            .withAdaptiveLimits(true)
                            .withCompletionTracking(true)
                            .withIndividualCancellation(true)
                            .withTimeout(Duration.ofMillis(20_500)));
            Map<String, Integer> priorities = new LinkedHashMap<>();
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                String key = "b" + i;
                CompletableFuture<String> stage = new CompletableFuture<>();
                stages.put(key, stage);
                priorities.put(key, random.nextInt(3));
                branches = branches.andStage(key, () -> {
                            started.add(key);
                            return stage;
                        })
                        .priority(key, priorities.get(key));
            }
            twin.waiting.addAll(priorities.keySet());
            twin.waiting.sort(Comparator.comparing((String key) -> -priorities.get(key)));
            return branches;
        }

        private void step(BranchRun<String> run) {
            String key = "b" + random.nextInt(stages.size());
            switch (random.nextInt(40)) {
                case 0 -> {
                    run.signal().trip("breach");
                    twin.cut(TaskState.CANCELLED);
                }
                case 1 -> {
                    run.cancelAll("enough");
                    twin.cut(TaskState.CANCELLED);
                }
                case 2, 3, 4, 5 -> {
                    boolean open = twin.running.contains(key) || twin.waiting.contains(key);
                    assertThat(run.cancel(key, "not needed")).isEqualTo(open);
                    if (open) {
                        twin.end(key, TaskState.CANCELLED);
                    }
                }
                case 6, 7, 8, 9, 10, 11, 12 -> second();
                default -> endOne();
            }
        }

        private void endOne() {
            if (twin.running.isEmpty()) {
                return;
            }
            String key = twin.running.get(random.nextInt(twin.running.size()));
            if (random.nextInt(4) == 0) {
                stages.get(key).completeExceptionally(new IllegalStateException(key));
                twin.end(key, TaskState.FAILED);
            } else {
                stages.get(key).complete(key);
                twin.end(key, TaskState.SUCCEEDED);
            }
        }

        private void second() {
            cpu = random.nextDouble();
            clock.advance(Duration.ofSeconds(1));
            if (++seconds == 21) {
                twin.cut(TaskState.TIMED_OUT);
            } else if (cpu > 0.8) {
                twin.limit = Math.max(1, Math.floor(0.7 * twin.limit + 1e-9));
            } else if (cpu < 0.7 && twin.running.size() >= twin.limit && twin.limit < most) {
                twin.limit++;
            }
        }

        private void check(BranchRun<String> run) {
            int before = started.size();
            int ranBefore = run.running();
            crank.turnOut();
            twin.fill();
            assertThat(started).containsExactlyElementsOf(twin.started);
            assertThat(run.running()).isEqualTo(twin.running.size());
            assertThat(run.waiting()).isEqualTo(twin.waiting.size());
            assertThat(run.limit()).isEqualTo((int) twin.limit);
            assertThat(started.size() == before || run.running() <= twin.limit)
                    .as("B1: nothing starts above the limit, from " + ranBefore)
                    .isTrue();
            assertThat(run.results().isDone()).isEqualTo(twin.over());
        }
    }
}
