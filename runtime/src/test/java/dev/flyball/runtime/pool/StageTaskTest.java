package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Tasks of a group that go on as stages: they count as running without a thread. */
class StageTaskTest {

    private final HandCrank crank = new HandCrank();
    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final GroupSpec spec =
            GroupSpec.DEFAULT.withPolicy(GroupPolicy.ALL).withExecutor(crank).withTime(clock, alarm);
    private final CompletableFuture<String> a = new CompletableFuture<>();
    private final CompletableFuture<String> b = new CompletableFuture<>();

    @Test
    void aStageKeepsItsPlaceUntilItCompletes() throws Exception {
        try (TaskGroup<String> group = TaskGroup.open(spec.withLimit(1))) {
            GroupTask<String> first = group.forkStage("a", () -> a, 0);
            GroupTask<String> second = group.forkStage("b", () -> b, 0);
            crank.turnOut();
            assertThat(first.state()).isEqualTo(TaskState.RUNNING);
            assertThat(second.state()).isEqualTo(TaskState.WAITING);
            assertThat(group.running()).isEqualTo(1);
            a.complete("A");
            crank.turnOut();
            assertThat(second.state()).isEqualTo(TaskState.RUNNING);
            b.complete("B");
            assertThat(group.join()).containsExactly("A", "B");
        }
    }

    @Test
    void theThreadThatBeganAStageTakesTheNextTask() throws Exception {
        try (TaskGroup<String> group = TaskGroup.open(spec.withLimit(2))) {
            group.forkStage("a", () -> a, 0);
            group.forkStage("b", () -> b, 0);
            crank.turn();
            assertThat(group.running()).isEqualTo(2);
            a.complete("A");
            b.complete("B");
            assertThat(group.join()).containsExactly("A", "B");
        }
    }

    @Test
    void aCancelledStageHasEnded() {
        try (TaskGroup<String> group = TaskGroup.open(spec)) {
            GroupTask<String> first = group.forkStage("a", () -> a, 0);
            crank.turnOut();
            assertThat(group.cancel("a", "no longer needed")).isEqualTo(1);
            assertThat(a).isCancelled();
            assertThat(first.state()).isEqualTo(TaskState.CANCELLED);
            assertThat(first.reason()).isEqualTo("no longer needed");
        }
    }

    @Test
    void aStageThatIsToldToStopWhileItIsMadeIsCancelled() {
        try (TaskGroup<String> group = TaskGroup.open(spec)) {
            GroupTask<String> first = group.forkStage(
                    "a",
                    () -> {
                        group.cancel("a", "too late");
                        return a;
                    },
                    0);
            crank.turnOut();
            assertThat(a).isCancelled();
            assertThat(first.state()).isEqualTo(TaskState.CANCELLED);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void theDeadlineCancelsStages() {
        try (TaskGroup<String> group = TaskGroup.open(spec.withDeadline(Duration.ofSeconds(1)))) {
            GroupTask<String> first = group.forkStage("a", () -> a, 0);
            crank.turnOut();
            clock.advance(Duration.ofSeconds(1));
            assertThat(a).isCancelled();
            assertThat(first.state()).isEqualTo(TaskState.TIMED_OUT);
        }
    }

    @Test
    void aFailedStageIsAFailureWithItsOwnCause() throws Exception {
        IOException disk = new IOException("disk");
        try (TaskGroup<String> group = TaskGroup.open(spec)) {
            GroupTask<String> first = group.forkStage("a", () -> a.thenApply(value -> value + "!"), 0);
            GroupTask<String> none = group.forkStage("b", StageTaskTest::none, 0);
            crank.turnOut();
            a.completeExceptionally(disk);
            group.await();
            assertThat(first.state()).isEqualTo(TaskState.FAILED);
            assertThat(first.failure()).isSameAs(disk);
            assertThat(none.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("[no-stage] task b answered null instead of a stage");
        }
    }

    @SuppressWarnings("NullAway") // what a careless supplier does
    private static CompletionStage<String> none() {
        return null;
    }

    /** Were the listener called at once, one that takes its time would keep the second stage running. */
    @Test
    void allAreToldToStopBeforeAnyEndIsTold() {
        List<Boolean> stoppedWhenTold = new ArrayList<>();
        try (TaskGroup<String> group = TaskGroup.open(spec, task -> stoppedWhenTold.add(b.isCancelled()))) {
            group.forkStage("a", () -> a, 0);
            group.forkStage("b", () -> b, 0);
            crank.turnOut();
            group.cancelAll("enough");
            assertThat(stoppedWhenTold).containsExactly(true, true);
        }
    }

    @Test
    void theOwnerIsToldWhenTheExecutorGivesNoThread() {
        Executor full = work -> {
            throw new RejectedExecutionException();
        };
        List<String> deserted = new ArrayList<>();
        try (TaskGroup<String> group = TaskGroup.open(spec.withExecutor(full))) {
            group.whenDeserted(() -> deserted.add("deserted"));
            group.fork("a", () -> "A");
            assertThat(deserted).containsExactly("deserted");
        }
    }
}
