package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoundedTest {

    private final HandCrank crank = new HandCrank();
    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Bounds two = Bounds.of(2).withQueue(3).withExecutor(crank).withTime(clock, alarm);
    private final List<Object> ran = new ArrayList<>();

    private Callable<String> task(String name) {
        return () -> {
            ran.add(name);
            return name.toUpperCase(java.util.Locale.ROOT);
        };
    }

    private static Callable<String> failing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    @Test
    void resultsComeInTheOrderOfTheTasks() throws Exception {
        assertThat(Bounded.gather(two, List.of(task("a"), task("b"), task("c"))))
                .containsExactly("A", "B", "C");
    }

    @Test
    void nothingToDoReturnsAtOnce() throws Exception {
        assertThat(Bounded.gather(1, List.<Callable<String>>of())).isEmpty();
        assertThat(Bounded.gatherOutcomes(1, List.<Callable<String>>of())).isEmpty();
        assertThat(Bounded.process(List.<String>of(), String::length, 1, 1)).isEmpty();
        assertThat(crank.waiting()).isZero();
    }

    @Test
    void theFirstFailureIsThrownAndTheRestNeverStarts() {
        IOException disk = new IOException("disk");
        assertThatThrownBy(() -> Bounded.gather(two, List.of(task("a"), failing(disk), task("c"))))
                .isInstanceOf(ExecutionException.class)
                .hasMessage("[task-failed] task 1 failed: java.io.IOException: disk")
                .hasCause(disk);
        assertThat(ran).containsExactly("a");
    }

    @Test
    void failuresThatAreReturnedStopNobody() throws Exception {
        IOException disk = new IOException("disk");
        List<Outcome<String>> outcomes = Bounded.gatherOutcomes(two, List.of(task("a"), failing(disk), task("c")));
        assertThat(outcomes)
                .containsExactly(new Outcome.Success<>("A"), new Outcome.Failure<>(disk), new Outcome.Success<>("C"));
    }

    @Test
    void anOutcomeOfFailureHasNoValue() {
        IOException disk = new IOException("disk");
        assertThatThrownBy(new Outcome.Failure<>(disk)::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[no-value] the task failed with java.io.IOException: disk; ask succeeded() first")
                .hasCause(disk);
    }

    @Test
    void atTheDeadlineOutcomesThatAreThereStay() throws Exception {
        Callable<String> slow = () -> {
            clock.advance(Duration.ofSeconds(2));
            return "late";
        };
        List<Outcome<String>> outcomes =
                Bounded.gatherOutcomes(two.withDeadline(Duration.ofSeconds(1)), List.of(task("a"), slow, task("c")));
        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Success<>("A"));
        assertThat(outcomes.get(1).failure()).isInstanceOf(TimeoutException.class);
        assertThat(outcomes.get(2).failure()).isInstanceOf(TimeoutException.class);
        assertThat(ran).containsExactly("a");
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aDeadlineThatPassesIsThrown() {
        Callable<String> slow = () -> {
            clock.advance(Duration.ofSeconds(2));
            return "late";
        };
        assertThatThrownBy(() -> Bounded.gather(two.withDeadline(Duration.ofSeconds(1)), List.of(slow, task("b"))))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessage("[bounded-timeout] the deadline of PT1S passed with results outstanding; "
                        + "allow more time, or ask for outcomes");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptedCallerCancelsAllAndGetsTheException() {
        Callable<String> interrupting = () -> {
            Thread.currentThread().interrupt();
            return "";
        };
        assertThatThrownBy(() -> Bounded.gather(two, List.of(interrupting, task("b"))))
                .isInstanceOf(InterruptedException.class);
        assertThat(ran).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void eachTaskHoldsAPermitWhileItRuns() throws Exception {
        Semaphore permits = new Semaphore(2);
        List<Integer> free = Bounded.gather(
                permits, two, List.of(permits::availablePermits, permits::availablePermits, permits::availablePermits));
        assertThat(free).containsExactly(1, 1, 1);
        assertThat(permits.availablePermits()).isEqualTo(2);
        assertThatThrownBy(() -> Bounded.gather(permits, two, List.of(failing(new IOException()))))
                .isInstanceOf(ExecutionException.class);
        assertThat(permits.availablePermits()).isEqualTo(2);
    }

    @Test
    void aTaskThatHoldsAPermitCannotWaitForAnotherOfTheSameSemaphore() {
        Semaphore permits = new Semaphore(1);
        Callable<List<String>> nested = () -> Bounded.gather(
                two, List.of(() -> Bounded.gather(permits, List.of(task("a"))).get(0)));
        assertThatThrownBy(() -> Bounded.gather(permits, two, List.of(nested)))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage(
                        "[semaphore-nested] a task that holds a permit gathers 1 tasks on the same semaphore, "
                                + "which could wait for that permit for ever; give the inner tasks a semaphore of their own");
        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    @Test
    void aNullTaskIsRefusedBeforeAnyStarts() {
        assertThatThrownBy(() -> Bounded.gather(two, Arrays.asList(task("a"), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[null-task] task 1 of 2 is null; leave it out");
        assertThat(ran).isEmpty();
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThatThrownBy(() -> Bounded.gather(0, List.<Callable<String>>of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[pool-range] maxWorkers is 0; give at least 1");
        assertThatThrownBy(() -> Bounded.process(List.of("a"), String::length, 1, 0))
                .hasMessageContaining("maxQueueSize is 0");
        assertThatThrownBy(() -> Bounded.process(List.of("a"), String::length, 1 << 20, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[pool-window] maxWorkers 1048576 and maxQueueSize 5 are 1048581 items on their way; "
                        + "give at most 1048576 together");
    }

    @Test
    void nullItemsAndResultsAreAllowed() throws Exception {
        assertThat(Bounded.process(Arrays.asList("a", null), item -> item, 1, 1))
                .containsExactly("a", null);
    }

    @Test
    void aStreamIsReadAsItGoesAndClosed() throws Exception {
        List<String> closed = new ArrayList<>();
        Stream<Integer> in = IntStream.range(0, 1000).boxed().onClose(() -> closed.add("closed"));
        assertThat(Bounded.process(in, i -> i * 2, 3, 5))
                .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> i * 2).toList());
        assertThat(closed).containsExactly("closed");
    }

    @Test
    void nobodyReadsMoreThanWorkersAndQueueAhead() {
        List<Integer> taken = new ArrayList<>();
        int[] produced = {0};
        Iterator<Integer> endless =
                Stream.iterate(0, i -> i + 1).peek(i -> produced[0]++).iterator();
        try (Results<Integer> results = Bounded.results(endless, i -> i, two)) {
            for (int i = 0; i < 20; i++) {
                taken.add(results.next());
                assertThat(results.unfinished()).isLessThanOrEqualTo(5);
                assertThat(produced[0] - taken.size()).isLessThanOrEqualTo(6);
            }
        }
        assertThat(taken).isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void whatTheSourceThrowsComesAfterTheResultsBefore() {
        Iterator<String> broken = Stream.of("a", "b", "c")
                .peek(item -> {
                    if (item.equals("c")) {
                        throw new IllegalArgumentException("torn");
                    }
                })
                .iterator();
        List<String> taken = new ArrayList<>();
        assertThatThrownBy(() -> Bounded.process(broken, item -> item, two, taken::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("torn");
        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    void closedResultsGiveNoMore() {
        Results<String> results = Bounded.results(List.of("a").iterator(), item -> item, two);
        results.close();
        assertThatThrownBy(results::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[results-closed] results were asked for after close(); take them before");
    }
}
