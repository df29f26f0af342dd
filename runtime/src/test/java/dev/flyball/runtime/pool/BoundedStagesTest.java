package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Stages are asked for as others end, and no thread waits for any of them. */
class BoundedStagesTest {

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Bounds two =
            Bounds.of(2).withQueue(1).withExecutor(Runnable::run).withTime(clock, alarm);
    private final List<CompletableFuture<String>> begun = new ArrayList<>();

    private CompletableFuture<String> begin() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        begun.add(stage);
        return stage;
    }

    private List<Supplier<CompletableFuture<String>>> suppliers(int count) {
        return Collections.nCopies(count, this::begin);
    }

    @Test
    void atMostSoManyAreUnfinishedAndResultsComeInOrder() {
        CompletableFuture<List<String>> all = Bounded.gatherStages(two, suppliers(3));
        assertThat(begun).hasSize(2);
        begun.get(1).complete("b");
        assertThat(begun).hasSize(3);
        begun.get(2).complete("c");
        assertThat(all).isNotDone();
        begun.get(0).complete("a");
        assertThat(all.join()).containsExactly("a", "b", "c");
    }

    @Test
    void nothingToDoIsDoneAtOnce() {
        assertThat(Bounded.gatherStages(1, suppliers(0))).isCompletedWithValue(List.of());
        assertThat(Bounded.gatherStageOutcomes(1, suppliers(0))).isCompletedWithValue(List.of());
        assertThat(Bounded.processStages(List.<String>of(), item -> begin(), 1, 1))
                .isCompletedWithValue(List.of());
    }

    @Test
    void theFirstFailureCancelsTheOthersAndAsksForNoMore() {
        CompletableFuture<List<String>> all = Bounded.gatherStages(two, suppliers(3));
        IOException disk = new IOException("disk");
        begun.get(1).completeExceptionally(disk);
        assertThat(begun).hasSize(2);
        assertThat(begun.get(0)).isCancelled();
        assertThatThrownBy(all::join)
                .isInstanceOf(CompletionException.class)
                .hasMessage("[task-failed] task 1 failed: java.io.IOException: disk")
                .hasCause(disk);
    }

    @Test
    void aStageThatCannotBeCancelledIsWaitedFor() {
        CompletableFuture<String> stubborn = new CompletableFuture<>();
        IllegalStateException later = new IllegalStateException("later");
        List<Supplier<CompletionStage<String>>> suppliers = List.of(stubborn::minimalCompletionStage, this::begin);
        CompletableFuture<List<String>> all = Bounded.gatherStages(two, suppliers);
        begun.get(0).completeExceptionally(new IOException("disk"));
        assertThat(all).isNotDone();
        stubborn.completeExceptionally(later);
        assertThat(all).isCompletedExceptionally();
        assertThatThrownBy(all::join)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(later));
    }

    @Test
    void cancellingTheWholeCancelsWhatRunsAndAsksForNoMore() {
        CompletableFuture<List<String>> all = Bounded.gatherStages(two, suppliers(3));
        all.cancel(false);
        assertThat(begun).hasSize(2).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void outcomesOfAllAreThere() {
        CompletableFuture<List<Outcome<String>>> all = Bounded.gatherStageOutcomes(two, suppliers(2));
        IOException disk = new IOException("disk");
        begun.get(0).completeExceptionally(disk);
        begun.get(1).complete("b");
        assertThat(all.join()).containsExactly(new Outcome.Failure<>(disk), new Outcome.Success<>("b"));
    }

    @Test
    void atTheDeadlineOutcomesThatAreThereStay() {
        CompletableFuture<List<Outcome<String>>> all =
                Bounded.gatherStageOutcomes(two.withDeadline(Duration.ofSeconds(1)), suppliers(4));
        begun.get(1).complete("b");
        clock.advance(Duration.ofSeconds(2));
        assertThat(begun).hasSize(3);
        assertThat(begun.get(0)).isCancelled();
        assertThat(all.join().get(1)).isEqualTo(new Outcome.Success<>("b"));
        for (int late : new int[] {0, 2, 3}) {
            assertThat(all.join().get(late).failure())
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("[stages-timeout] the deadline of PT1S passed with stages unfinished; "
                            + "allow more time, or gather outcomes");
        }
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void atTheDeadlineNobodyIsWaitedFor() {
        CompletableFuture<String> stubborn = new CompletableFuture<>();
        List<Supplier<CompletionStage<String>>> suppliers = List.of(stubborn::minimalCompletionStage);
        CompletableFuture<List<String>> all = Bounded.gatherStages(two.withDeadline(Duration.ofSeconds(1)), suppliers);
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(all::join).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aSupplierThatThrowsOrAnswersNullHasFailed() {
        List<Supplier<CompletableFuture<String>>> suppliers = Arrays.asList(
                () -> {
                    throw new IllegalArgumentException("no");
                },
                () -> null);
        List<Outcome<String>> all = Bounded.gatherStageOutcomes(two, suppliers).join();
        assertThat(all.get(0).failure()).isInstanceOf(IllegalArgumentException.class);
        assertThat(all.get(1).failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[null-stage] task 1 answered null instead of a stage; answer a completed one");
    }

    @Test
    void aMillionStagesThatAreDoneAlreadyDoNotOverflowTheStack() {
        int[] sum = {0};
        Iterator<Integer> items = IntStream.range(0, 1_000_000).iterator();
        Bounded.processStages(items, CompletableFuture::completedFuture, two, result -> sum[0]++)
                .join();
        assertThat(sum[0]).isEqualTo(1_000_000);
    }

    @Test
    void aChainOfCompletionsDoesNotOverflowTheStack() {
        CompletableFuture<String> first = new CompletableFuture<>();
        Iterator<CompletableFuture<String>> items = Stream.iterate(first, stage -> stage.thenApply(x -> x))
                .limit(100_000)
                .iterator();
        CompletableFuture<?> all = Bounded.processStages(items, stage -> stage, two, result -> {});
        first.complete("done");
        assertThat(all).isCompleted();
    }

    @Test
    void nobodyReadsFurtherAheadThanWorkersAndQueue() {
        List<Integer> read = new ArrayList<>();
        Iterator<Integer> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                read.add(read.size());
                return read.size() - 1;
            }
        };
        List<String> out = new ArrayList<>();
        CompletableFuture<?> all = Bounded.processStages(endless, item -> begin(), two, out::add);
        begun.get(1).complete("b");
        begun.get(2).complete("c");
        assertThat(read).hasSize(3);
        assertThat(out).isEmpty();
        begun.get(0).complete("a");
        assertThat(out).containsExactly("a", "b", "c");
        assertThat(read).hasSize(5);
        all.cancel(false);
        assertThat(begun.get(4)).isCancelled();
    }

    @Test
    void whatTheSourceOrTheTakerThrowsEndsIt() {
        Iterator<String> torn = Stream.of("a", "b")
                .peek(item -> {
                    if (item.equals("b")) {
                        throw new IllegalArgumentException("torn");
                    }
                })
                .iterator();
        List<String> out = new ArrayList<>();
        CompletableFuture<?> read = Bounded.processStages(torn, item -> begin(), two, out::add);
        assertThat(read).isNotDone();
        begun.get(0).complete("a");
        assertThat(out).containsExactly("a");
        assertThatThrownBy(read::join).hasCauseInstanceOf(IllegalArgumentException.class);

        CompletableFuture<?> taken =
                Bounded.processStages(List.of("a").iterator(), CompletableFuture::completedFuture, two, result -> {
                    throw new IllegalArgumentException("full");
                });
        assertThatThrownBy(taken::join).hasCauseInstanceOf(IllegalArgumentException.class);
    }
}
