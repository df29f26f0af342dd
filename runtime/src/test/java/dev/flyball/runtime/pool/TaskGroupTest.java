package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TaskGroupTest {

    private final HandCrank crank = new HandCrank();
    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final GroupSpec spec = GroupSpec.DEFAULT.withExecutor(crank).withTime(clock, alarm);
    private final List<Object> ran = new ArrayList<>();

    private <T> T ran(T what) {
        ran.add(what);
        return what;
    }

    @Test
    void resultsComeInTheOrderOfTheForks() throws Exception {
        try (TaskGroup<String> group = TaskGroup.open(spec)) {
            group.fork("a", () -> ran("A"), 0);
            group.fork("b", () -> ran("B"), 5);
            group.fork("c", () -> ran("C"), 5);
            assertThat(group.join()).containsExactly("A", "B", "C");
        }
        assertThat(ran).containsExactly("B", "C", "A");
    }

    @Test
    void nextAnswersInTheOrderOfTheEnds() throws Exception {
        try (TaskGroup<String> group = TaskGroup.open(spec.withLimit(1))) {
            group.fork("a", () -> "A", 0);
            GroupTask<String> b = group.fork("b", () -> "B", 1);
            crank.turnOut();
            assertThat(group.next()).isSameAs(b);
            assertThat(group.next().key()).isEqualTo("a");
            assertThat(group.next()).isNull();
        }
    }

    @Test
    void theFirstFailureStopsWhatWaits() {
        try (TaskGroup<String> group = TaskGroup.open(spec.withLimit(1))) {
            IOException disk = new IOException("disk");
            GroupTask<String> good = group.fork("a", () -> "A");
            group.fork("b", () -> {
                throw disk;
            });
            GroupTask<String> late = group.fork("c", () -> ran("C"));
            assertThatThrownBy(group::join)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessage("[task-failed] task b failed: java.io.IOException: disk")
                    .hasCause(disk);
            assertThat(good.result()).isEqualTo("A");
            assertThat(late.state()).isEqualTo(TaskState.NOT_STARTED);
            assertThat(late.reason()).isEqualTo("task b failed");
            assertThat(ran).isEmpty();
        }
    }

    @Test
    void atTheDeadlineWhatWaitsNeverStartsAndWhatIsFinishedStays() {
        try (TaskGroup<String> group = TaskGroup.open(spec.withLimit(1).withDeadline(Duration.ofSeconds(2)))) {
            GroupTask<String> first = group.fork("a", () -> "A");
            GroupTask<String> second = group.fork("b", () -> {
                clock.advance(Duration.ofSeconds(3));
                return "B";
            });
            GroupTask<String> third = group.fork("c", () -> "C");
            assertThatThrownBy(group::join)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class)
                    .hasMessage("[group-timeout] the group's deadline of PT2S passed with 2 of 3 tasks unfinished; "
                            + "allow more time, or ask the tasks themselves with await()");
            assertThat(first.result()).isEqualTo("A");
            assertThat(second.state()).isEqualTo(TaskState.TIMED_OUT);
            assertThat(third.state()).isEqualTo(TaskState.NOT_STARTED);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void oneTaskIsCancelledByNameAndTheOthersAreSpared() throws Exception {
        try (TaskGroup<String> group = TaskGroup.open(spec)) {
            group.fork("a", () -> "A");
            GroupTask<String> b = group.fork("b", () -> ran("B"));
            group.fork("c", () -> "C");
            assertThat(group.cancel("b", "not needed")).isEqualTo(1);
            assertThat(group.join()).containsExactly("A", "C");
            assertThat(b.state()).isEqualTo(TaskState.CANCELLED);
            assertThat(b.reason()).isEqualTo("not needed");
            assertThat(ran).isEmpty();
        }
    }

    @Test
    void aCancelledGroupHasNoResults() {
        try (TaskGroup<String> group = TaskGroup.open(spec)) {
            group.fork("a", () -> "A");
            group.cancelAll("breach");
            assertThatThrownBy(group::join)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("[group-cancelled] breach; 1 of 1 tasks were unfinished; "
                            + "ask the tasks themselves with await()");
        }
    }

    @Test
    void theListenerHearsOfEveryEndInOrderAndMayCancel() throws Exception {
        List<Object> heard = new ArrayList<>();
        List<TaskGroup<Object>> self = new ArrayList<>();
        try (TaskGroup<Object> group = TaskGroup.open(spec.withLimit(1), task -> {
            heard.add(task.key() + " " + task.state() + " " + task.completion());
            if (task.key().equals("a")) {
                self.get(0).cancel("c", "low");
            }
        })) {
            self.add(group);
            group.fork("a", () -> "A");
            group.fork("b", () -> "B");
            group.fork("c", () -> "C");
            group.await();
            assertThat(heard).containsExactly("a SUCCEEDED 1", "c CANCELLED 2", "b SUCCEEDED 3");
        }
    }

    @Test
    void theLimitFollowsWhileItRuns() throws Exception {
        List<Integer> running = new ArrayList<>();
        try (TaskGroup<String> group = TaskGroup.open(spec.withLimit(1))) {
            for (int i = 0; i < 6; i++) {
                int limit = i == 0 ? 3 : 1;
                group.fork(i, () -> {
                    group.limit(limit);
                    crank.turnOut();
                    running.add(group.running());
                    return "";
                });
            }
            assertThat(crank.waiting()).isEqualTo(1);
            assertThat(group.join()).hasSize(6);
            assertThat(running).containsExactly(2, 1, 1, 1, 1, 1);
        }
    }
}
