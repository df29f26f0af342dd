package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ParallelBranchesTest {

    private static final ConcurrencyConfig ONE =
            ConcurrencyConfig.DEFAULT.withMaxConcurrentBranches(1).withCompletionTracking(true);

    private final HandCrank crank = new HandCrank();
    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final List<String> ran = new ArrayList<>();
    private final Map<String, CompletableFuture<String>> stages = new LinkedHashMap<>();

    private ParallelBranches<String> none() {
        return ParallelBranches.<String>none().on(crank).withTime(clock, alarm);
    }

    /** Branches that go on until their stage of the same name is completed. */
    private ParallelBranches<String> open(String... keys) {
        ParallelBranches<String> branches = none();
        for (String key : keys) {
            CompletableFuture<String> stage = new CompletableFuture<>();
            stages.put(key, stage);
            branches = branches.andStage(key, () -> {
                ran.add(key);
                return stage;
            });
        }
        return branches;
    }

    private void end(String key) {
        stages.get(key).complete("result of " + key);
        crank.turnOut();
    }

    private BranchRun<String> started(ParallelBranches<String> branches) {
        BranchRun<String> run = branches.start();
        crank.turnOut();
        return run;
    }

    private BranchResults<String> results(BranchRun<String> run) {
        crank.turnOut();
        assertThat(run.results()).isCompleted();
        return run.results().join();
    }

    private TaskState state(BranchRun<String> run, String key) {
        return results(run).outcome(key).state();
    }

    @Test
    void resultsAreKeptUnderTheirNamesInTheOrderOfDeclaration() throws InterruptedException {
        Map<String, Callable<String>> bodies = new LinkedHashMap<>();
        bodies.put("b", () -> "B");
        bodies.put("a", () -> "A");
        BranchResults<String> results = ParallelBranches.of(bodies).run();
        assertThat(results.succeeded()).containsExactly(Map.entry("b", "B"), Map.entry("a", "A"));
        assertThat(results.ending()).isEqualTo(RunEnding.COMPLETE);
        assertThat(results.reason()).isNull();
        assertThat(results.breach()).isNull();
    }

    @Test
    void withoutConfigurationAllBranchesRunAtOnceAndForAsLongAsTheyLike() {
        BranchRun<String> run = started(open("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"));
        assertThat(run.running()).isEqualTo(12);
        clock.advance(Duration.ofDays(1));
        assertThat(run.results()).isNotDone();
        stages.keySet().forEach(this::end);
        assertThat(results(run).succeeded()).hasSize(12);
        assertThat(results(run).duration()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void withoutAMaximumTenRunAtOnceAndTwoForEachProcessorIfThatIsLess() {
        assertThat(ConcurrencyConfig.DEFAULT.highestLimit(1)).isEqualTo(10);
        assertThat(ConcurrencyConfig.DEFAULT.withCpuBasedLimits(true).highestLimit(1))
                .isEqualTo(2);
        assertThat(ConcurrencyConfig.DEFAULT.withCpuBasedLimits(true).highestLimit(64))
                .isEqualTo(10);
        assertThat(ONE.withCpuBasedLimits(true).highestLimit(64)).isEqualTo(1);
    }

    @Test
    void aRunWithoutBranchesIsOverAtOnce() throws InterruptedException {
        assertThat(none().start().results()).isCompleted();
        assertThat(none().with(ONE).run().outcomes()).isEmpty();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void branchesStartByPriorityThenAsDeclared() {
        BranchRun<String> run = started(
                open("a", "b", "c", "d").priority("c", 5).priority("d", 5).with(ONE));
        List.of("c", "d", "a", "b").forEach(this::end);
        assertThat(ran).containsExactly("c", "d", "a", "b");
        assertThat(results(run).outcomes()).extracting(BranchOutcome::key).containsExactly("a", "b", "c", "d");
        assertThat(results(run).inOrderOfCompletion())
                .extracting(BranchOutcome::key)
                .containsExactly("c", "d", "a", "b");
        assertThat(results(run).outcome("a").completion()).isEqualTo(3);
    }

    @Test
    void aBranchKnowsItsNameItsPriorityAndItsRun() throws InterruptedException {
        BranchResults<String> results = none().and(
                        "a",
                        (BranchContext context) -> context.key()
                                + context.priority()
                                + context.cancelled()
                                + context.run().running())
                .priority("a", 3)
                .run();
        assertThat(results.succeeded()).containsEntry("a", "a3false1");
        assertThat(results.outcome("a").priority()).isEqualTo(3);
    }

    @Test
    void aFailureEndsNoOtherBranch() {
        IOException disk = new IOException("disk");
        AssertionError bug = new AssertionError("bug");
        BranchRun<String> run = started(open("a", "b", "c").with(ONE));
        stages.get("a").completeExceptionally(disk);
        crank.turnOut();
        stages.get("b").completeExceptionally(bug);
        crank.turnOut();
        end("c");
        BranchResults<String> results = results(run);
        assertThat(results.outcome("a").failure()).isSameAs(disk);
        assertThat(results.outcome("b").state()).isEqualTo(TaskState.FAILED);
        assertThat(results.succeeded()).containsOnlyKeys("c");
        assertThat(results.ending()).isEqualTo(RunEnding.COMPLETE);
        assertThatThrownBy(results::throwIfFailed)
                .isInstanceOf(BranchesFailedException.class)
                .hasMessage("[branches-failed] 2 of 3 branches failed, first \"a\" with java.io.IOException: disk; ask"
                        + " results() what became of each")
                .hasCause(disk)
                .hasSuppressedException(bug)
                .satisfies(thrown ->
                        assertThat(((BranchesFailedException) thrown).results()).isSameAs(results));
    }

    @Test
    void atTheTimeoutFinishedResultsSurvive() {
        BranchRun<String> run = started(open("a", "b", "c").with(ONE.withTimeout(Duration.ofSeconds(2))));
        clock.advance(Duration.ofMillis(1500));
        end("a");
        clock.advance(Duration.ofMillis(499));
        assertThat(run.results()).isNotDone();
        clock.advance(Duration.ofMillis(1));
        assertThat(stages.get("b")).isCancelled();
        crank.turnOut();
        BranchResults<String> results = results(run);
        assertThat(results.succeeded()).containsExactly(Map.entry("a", "result of a"));
        assertThat(results.outcome("a").duration()).isEqualTo(Duration.ofMillis(1500));
        assertThat(results.outcome("b"))
                .isEqualTo(new BranchOutcome<>(
                        "b",
                        0,
                        TaskState.TIMED_OUT,
                        null,
                        results.outcome("b").failure(),
                        "the timeout of PT2S passed",
                        Duration.ofMillis(500),
                        3));
        assertThat(results.outcome("c"))
                .isEqualTo(new BranchOutcome<>(
                        "c", 0, TaskState.NOT_STARTED, null, null, "the timeout of PT2S passed", Duration.ZERO, 2));
        assertThat(results.ending()).isEqualTo(RunEnding.TIMED_OUT);
        assertThatThrownBy(results::throwIfFailed)
                .hasMessage("[branches-cut-short] the timeout of PT2S passed with 2 of 3 branches unfinished; ask"
                        + " results() for those that finished")
                .hasCauseInstanceOf(TimeoutException.class);
    }

    /** Nothing is turned, rung or waited for between the trip and the assertion. */
    @Test
    void aTripStopsEveryUnfinishedBranchBeforeItReturns() {
        BranchRun<String> run = started(open("a", "b", "c").with(ONE.withMaxConcurrentBranches(2)));
        end("a");
        assertThat(run.signal().trip("over budget")).isTrue();
        assertThat(stages.get("b")).isCancelled();
        assertThat(stages.get("c")).isCancelled();
        assertThat(run.signal().trip("again")).isFalse();
        crank.turnOut();
        BranchResults<String> results = results(run);
        assertThat(results.succeeded()).containsOnlyKeys("a");
        assertThat(results.outcome("b").state()).isEqualTo(TaskState.CANCELLED);
        assertThat(results.outcome("b").reason()).isEqualTo("over budget");
        assertThat(results.ending()).isEqualTo(RunEnding.BREACHED);
        assertThat(results.reason()).isEqualTo("over budget");
        assertThat(results.breach()).isEqualTo("over budget");
        assertThatThrownBy(results::throwIfFailed).hasCauseInstanceOf(CancellationException.class);
    }

    @Test
    void atATripWhatWaitsHasNeverStarted() {
        BranchRun<String> run = started(open("a", "b").with(ONE));
        run.signal().trip("over budget");
        crank.turnOut();
        assertThat(ran).containsExactly("a");
        assertThat(state(run, "b")).isEqualTo(TaskState.NOT_STARTED);
    }

    @Test
    void oneSignalEndsSeveralRunsAndThoseToCome() {
        BreachSignal signal = new BreachSignal();
        BranchRun<String> first = started(open("a").with(signal));
        BranchRun<String> second = started(open("b").with(signal));
        signal.trip("the ship sinks");
        crank.turnOut();
        BranchRun<String> late = started(open("c").with(signal));
        assertThat(state(first, "a")).isEqualTo(TaskState.CANCELLED);
        assertThat(state(second, "b")).isEqualTo(TaskState.CANCELLED);
        assertThat(state(late, "c")).isEqualTo(TaskState.NOT_STARTED);
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void aSignalForgetsARunThatIsOver() {
        BreachSignal signal = new BreachSignal();
        BranchRun<String> run = started(open("a").with(signal));
        assertThat(signal.listening()).isEqualTo(1);
        end("a");
        assertThat(run.results()).isCompleted();
        assertThat(signal.listening()).isZero();
    }

    @Test
    void aCallerThatWaitsNeedsNoOtherThreadForOneBranchAtATime() throws InterruptedException {
        none().and("a", () -> "A").and("b", () -> "B").with(ONE).run();
        assertThat(crank.waiting()).isZero();
    }

    @Test
    void withoutAWatcherATripIsOnlyNoted() {
        List<Boolean> looks = new ArrayList<>();
        BranchRun<String> run = started(open("a")
                .with(ONE.withBreachWatcher(false))
                .watch("over budget", Duration.ofMillis(10), () -> looks.add(true)));
        run.signal().trip("over budget");
        end("a");
        BranchResults<String> results = results(run);
        assertThat(results.succeeded()).containsOnlyKeys("a");
        assertThat(results.ending()).isEqualTo(RunEnding.COMPLETE);
        assertThat(results.breach()).isEqualTo("over budget");
        assertThat(looks).isEmpty();
    }

    @Test
    void aConditionThatIsWatchedTripsTheSignal() {
        long[] spent = {0};
        BranchRun<String> run = started(open("a").watch("spent too much", Duration.ofMillis(10), () -> spent[0] > 5));
        clock.advance(Duration.ofMillis(100));
        assertThat(run.signal().tripped()).isFalse();
        spent[0] = 6;
        clock.advance(Duration.ofMillis(9));
        assertThat(run.signal().tripped()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(stages.get("a")).isCancelled();
        crank.turnOut();
        assertThat(results(run).reason()).isEqualTo("spent too much");
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aConditionThatHoldsFromTheBeginningLetsNothingStart() {
        BranchRun<String> run = started(open("a").watch("no budget", Duration.ofMillis(10), () -> true));
        assertThat(state(run, "a")).isEqualTo(TaskState.NOT_STARTED);
        assertThat(ran).isEmpty();
    }

    @Test
    void aConditionThatThrowsIsAskedAgain() {
        int[] asked = {0};
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        List<Throwable> reported = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown));
        try {
            BranchRun<String> run = started(open("a").watch("broken", Duration.ofMillis(10), () -> {
                if (asked[0]++ < 2) {
                    throw new IllegalStateException("no reading");
                }
                return true;
            }));
            clock.advance(Duration.ofMillis(20));
            assertThat(run.signal().tripped()).isTrue();
            assertThat(reported).hasSize(2);
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }
    }

    @Test
    void oneBranchIsCancelledByNameAndTheOthersAreSpared() {
        BranchRun<String> run = started(
                open("a", "b", "c").with(ONE.withMaxConcurrentBranches(2).withIndividualCancellation(true)));
        assertThat(run.cancel("a", "not needed")).isTrue();
        assertThat(run.cancel("c", "not needed either")).isTrue();
        assertThat(run.cancel("a", "again")).isFalse();
        end("b");
        BranchResults<String> results = results(run).throwIfFailed();
        assertThat(results.succeeded()).containsOnlyKeys("b");
        assertThat(results.outcome("a").reason()).isEqualTo("not needed");
        assertThat(results.outcome("c").state()).isEqualTo(TaskState.CANCELLED);
        assertThat(ran).doesNotContain("c");
        assertThat(results.ending()).isEqualTo(RunEnding.COMPLETE);
    }

    @Test
    void aListenerHearsOfEveryEndAndMayCancelLowerPriorities() {
        List<String> heard = new ArrayList<>();
        BranchRun<String> run = started(open("quick", "exact", "spare")
                .priority("exact", 2)
                .priority("quick", 1)
                .with(ConcurrencyConfig.DEFAULT.withIndividualCancellation(true))
                .onComplete((outcome, itsRun) -> {
                    heard.add(outcome.key() + " " + outcome.state());
                    if (outcome.succeeded()) {
                        itsRun.cancelIf(
                                branch -> branch.priority() < outcome.priority(),
                                outcome.key() + " has a better answer");
                    }
                }));
        end("exact");
        BranchResults<String> results = results(run).throwIfFailed();
        assertThat(heard).containsExactly("exact SUCCEEDED", "quick CANCELLED", "spare CANCELLED");
        assertThat(results.outcome("spare").reason()).isEqualTo("exact has a better answer");
    }

    @Test
    void singleBranchesMayBeCancelledOnlyIfTheConfigurationSaysSo() {
        BranchRun<String> run = started(open("a"));
        assertThatThrownBy(() -> run.cancel("a", "why not"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[no-individual-cancellation] single branches of this run may not be cancelled; use"
                        + " ConcurrencyConfig.withIndividualCancellation(true), or cancelAll");
        run.cancelAll("enough");
        assertThat(state(run, "a")).isEqualTo(TaskState.CANCELLED);
        assertThat(results(run).ending()).isEqualTo(RunEnding.CANCELLED);
    }

    @Test
    void whoCancelsTheFutureCancelsTheRun() {
        BranchRun<String> run = started(open("a"));
        assertThat(run.results().cancel(true)).isTrue();
        assertThat(stages.get("a")).isCancelled();
    }

    @Test
    void anExecutorThatRefusesEverythingEndsTheRun() {
        Executor full = work -> {
            throw new RejectedExecutionException();
        };
        BranchResults<String> results = open("a").on(full).start().results().join();
        assertThat(results.outcome("a").state()).isEqualTo(TaskState.NOT_STARTED);
        assertThat(results.ending()).isEqualTo(RunEnding.DESERTED);
        assertThat(results.reason()).isEqualTo("the executor refused to give a thread");
    }

    @Test
    void aCallerThatWaitsRunsWhatTheExecutorRefuses() throws InterruptedException {
        Executor full = work -> {
            throw new RejectedExecutionException();
        };
        Map<String, Callable<String>> bodies = Map.of("a", () -> "A");
        assertThat(ParallelBranches.of(bodies).on(full).run().succeeded()).containsEntry("a", "A");
    }

    @Test
    void theLimitFollowsTheLoadAndCancelsNothing() {
        double[] cpu = {0.9};
        BranchRun<String> run = started(open("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")
                .withGauges(() -> cpu[0], () -> 0.1)
                .with(ConcurrencyConfig.DEFAULT.withAdaptiveLimits(true).withTimeout(null)));
        assertThat(run.limit()).as("of 10, under load from the beginning").isEqualTo(7);
        clock.advance(Duration.ofSeconds(2));
        assertThat(run.limit()).isEqualTo(2);
        assertThat(run.running()).isEqualTo(7);
        List.of("a", "b", "c", "d", "e").forEach(this::end);
        assertThat(run.running()).isEqualTo(2);
        cpu[0] = 0.75;
        clock.advance(Duration.ofSeconds(5));
        assertThat(run.limit()).isEqualTo(2);
        cpu[0] = 0.1;
        clock.advance(Duration.ofSeconds(1));
        crank.turnOut();
        assertThat(run.running()).isEqualTo(3);
        run.cancelAll("enough");
        crank.turnOut();
        assertThat(alarm.pending()).as("what the run had to do by the clock").isZero();
    }

    @Test
    void withoutAdaptiveLimitsTheLoadIsLookedAtOnceIfAtAll() {
        int[] looks = {0};
        ParallelBranches<String> branches = open("a")
                .withGauges(
                        () -> {
                            throw new AssertionError("nobody asked for processors");
                        },
                        () -> {
                            looks[0]++;
                            return 0.9;
                        });
        BranchRun<String> run = started(branches.with(ConcurrencyConfig.DEFAULT.withMemoryBasedLimits(true)));
        clock.advance(Duration.ofSeconds(5));
        assertThat(run.limit()).isEqualTo(7);
        assertThat(looks[0]).isEqualTo(1);
        assertThat(started(branches.with(ConcurrencyConfig.DEFAULT)).limit()).isEqualTo(10);
    }

    @Test
    void namesAndNumbersAreChecked() {
        assertThatThrownBy(() -> open("a").and("a", () -> "A"))
                .hasMessage("[branch-twice] there is a branch \"a\" already; give each branch its own name");
        assertThatThrownBy(() -> open("a", "b").priority("c", 1))
                .hasMessage("[no-such-branch] there is no branch \"c\"; there are a, b");
        assertThatThrownBy(() -> ONE.withMaxConcurrentBranches(0))
                .hasMessage("[branch-limit] maxConcurrentBranches is 0; give at least 1, or null for the default");
        assertThatThrownBy(() -> ONE.withTimeout(Duration.ZERO))
                .hasMessage("[branch-timeout] timeout is PT0S; give more than 0, or null for none");
        assertThatThrownBy(() -> none().watch("budget", Duration.ZERO, () -> false))
                .hasMessage("[branch-watch] the interval of \"budget\" is PT0S; give more than 0, such as 10 ms");
    }

    @Test
    void theOrderOfCompletionIsToldOnlyIfItWasTracked() throws InterruptedException {
        BranchResults<String> results = none().and("a", () -> "A").run();
        assertThat(results.outcome("a").completion()).isZero();
        assertThatThrownBy(results::inOrderOfCompletion)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "[completion-not-tracked] nobody kept the order in which the 1 branches ended; run them with"
                                + " ConcurrencyConfig.withCompletionTracking(true)");
    }
}
