package dev.flyball.runtime.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Many tasks, few at a time, results in the order of the tasks.
 *
 * <pre>{@code
 * List<Page> pages = Bounded.gather(8, tasks);                  // Callables; throws the first failure
 * List<Outcome<Page>> all = Bounded.gatherOutcomes(8, tasks);   // failures are results
 * List<Page> done = Bounded.process(urls, this::fetch, 8, 100); // reads urls as it goes
 * try (Results<Page> results = Bounded.results(urls.iterator(), this::fetch, Bounds.of(8))) {
 *   results.forEachRemaining(this::store);                      // any number of urls, constant memory
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> Tasks run on virtual threads where the JVM has them, else on a shared pool of daemon threads that
 * grows to 256, unless {@link Bounds} say otherwise; with the caller's context class loader, and without its
 * thread-locals. The calling thread works too, as one of the allowed ones, when it would otherwise wait: so calls inside
 * tasks cannot deadlock, however few threads there are. Input is read in the calling thread only.
 *
 * <p><b>Failures.</b> Where they are thrown: the first in time, as the cause of an {@link ExecutionException}; tasks that
 * have not started never do, those that run are interrupted and waited for, and what they throw is suppressed. Where they
 * are returned: every task runs, and each has an {@link Outcome}. A deadline that passes, and an interrupt of the caller,
 * cancel in the same way; nothing runs any more when a method here has returned or thrown. An interrupt that reaches the
 * calling thread while that runs a task is seen by the task first: one that swallows it, swallows it for the caller.
 *
 * <p>Items and results may be null, tasks may not. Empty input returns at once. Thread-safe.
 */
public final class Bounded {

    private Bounded() {}

    // ---- gather

    /** Runs all tasks, at most {@code max} at a time, and returns their results in the order of the tasks. */
    public static <T extends @Nullable Object> List<T> gather(
            int max, Collection<? extends Callable<? extends T>> tasks)
            throws InterruptedException, ExecutionException {
        return gather(Bounds.of(max), tasks);
    }

    /** As {@link #gather(int, Collection)}; a deadline that passes is an ExecutionException of a TimeoutException. */
    public static <T extends @Nullable Object> List<T> gather(
            int max, Collection<? extends Callable<? extends T>> tasks, Duration deadline)
            throws InterruptedException, ExecutionException {
        return gather(Bounds.of(max).withDeadline(deadline), tasks);
    }

    /** As {@link #gather(int, Collection)}, with more to say about how. */
    public static <T extends @Nullable Object> List<T> gather(
            Bounds bounds, Collection<? extends Callable<? extends T>> tasks)
            throws InterruptedException, ExecutionException {
        return Gather.results(bounds, tasks, null);
    }

    /**
     * As {@link #gather(int, Collection)}; each task holds a permit of {@code semaphore} while it runs, however it ends.
     *
     * @throws IllegalStateException if the caller is itself such a task, of the same semaphore: it would wait for a permit
     *     that it holds
     */
    public static <T extends @Nullable Object> List<T> gather(
            Semaphore semaphore, Collection<? extends Callable<? extends T>> tasks)
            throws InterruptedException, ExecutionException {
        return gather(semaphore, Bounds.of(Integer.MAX_VALUE), tasks);
    }

    /** As {@link #gather(Semaphore, Collection)}, and also no more at a time than {@code bounds} say. */
    public static <T extends @Nullable Object> List<T> gather(
            Semaphore semaphore, Bounds bounds, Collection<? extends Callable<? extends T>> tasks)
            throws InterruptedException, ExecutionException {
        return Gather.results(bounds, tasks, semaphore);
    }

    /** Runs all tasks, at most {@code max} at a time, and returns what became of each, in the order of the tasks. */
    public static <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(
            int max, Collection<? extends Callable<? extends T>> tasks) throws InterruptedException {
        return gatherOutcomes(Bounds.of(max), tasks);
    }

    /** As {@link #gatherOutcomes(int, Collection)}; what has not ended by the deadline fails with a TimeoutException. */
    public static <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(
            int max, Collection<? extends Callable<? extends T>> tasks, Duration deadline) throws InterruptedException {
        return gatherOutcomes(Bounds.of(max).withDeadline(deadline), tasks);
    }

    /** As {@link #gatherOutcomes(int, Collection)}, with more to say about how. */
    public static <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(
            Bounds bounds, Collection<? extends Callable<? extends T>> tasks) throws InterruptedException {
        return Gather.outcomes(bounds, tasks, null);
    }

    /** As {@link #gatherOutcomes(int, Collection)} and {@link #gather(Semaphore, Collection)}. */
    public static <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(
            Semaphore semaphore, Collection<? extends Callable<? extends T>> tasks) throws InterruptedException {
        return gatherOutcomes(semaphore, Bounds.of(Integer.MAX_VALUE), tasks);
    }

    /** As {@link #gatherOutcomes(Semaphore, Collection)}, and also no more at a time than {@code bounds} say. */
    public static <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(
            Semaphore semaphore, Bounds bounds, Collection<? extends Callable<? extends T>> tasks)
            throws InterruptedException {
        return Gather.outcomes(bounds, tasks, semaphore);
    }

    // ---- process

    /**
     * Applies {@code function} to every item, with at most {@code maxWorkers} at a time, and returns the results in the
     * order of the items. Reads as it goes, at most {@code maxWorkers + maxQueueSize} items ahead of the oldest unfinished
     * one. What reading throws is thrown, as it is, once the items read before are done.
     */
    public static <I extends @Nullable Object, R extends @Nullable Object> List<R> process(
            Iterable<? extends I> in, Function<? super I, ? extends R> function, int maxWorkers, int maxQueueSize)
            throws InterruptedException, ExecutionException {
        return process(in.iterator(), function, Bounds.of(maxWorkers).withQueue(maxQueueSize));
    }

    /** As {@link #process(Iterable, Function, int, int)}; closes the stream. */
    public static <I extends @Nullable Object, R extends @Nullable Object> List<R> process(
            Stream<? extends I> in, Function<? super I, ? extends R> function, int maxWorkers, int maxQueueSize)
            throws InterruptedException, ExecutionException {
        try (in) {
            return process(in.iterator(), function, Bounds.of(maxWorkers).withQueue(maxQueueSize));
        }
    }

    /** As {@link #process(Iterable, Function, int, int)}, with more to say about how. */
    public static <I extends @Nullable Object, R extends @Nullable Object> List<R> process(
            Iterator<? extends I> in, Function<? super I, ? extends R> function, Bounds bounds)
            throws InterruptedException, ExecutionException {
        List<R> results = new ArrayList<>();
        Bounded.<I, R>process(in, function, bounds, results::add);
        return results;
    }

    /**
     * As {@link #process(Iterable, Function, int, int)}, but hands each result to {@code out}, in the calling thread: in
     * constant memory for input of any length. Nothing is read while {@code out} is busy. What {@code out} throws cancels
     * everything, and is thrown.
     */
    @SuppressWarnings("unchecked") // a conveyor that makes no outcomes makes Rs
    public static <I extends @Nullable Object, R extends @Nullable Object> void process(
            Iterator<? extends I> in, Function<? super I, ? extends R> function, Bounds bounds, Consumer<? super R> out)
            throws InterruptedException, ExecutionException {
        Conveyor<I, R> conveyor = conveyor(in, function, bounds, false);
        try {
            while (conveyor.advance()) {
                out.accept((R) conveyor.take());
            }
        } finally {
            conveyor.close();
        }
    }

    /** As {@link #process(Iterator, Function, Bounds)}, but every item is worked on, and failures are results. */
    public static <I extends @Nullable Object, R extends @Nullable Object> List<Outcome<R>> processOutcomes(
            Iterator<? extends I> in, Function<? super I, ? extends R> function, Bounds bounds)
            throws InterruptedException, ExecutionException {
        List<Outcome<R>> outcomes = new ArrayList<>();
        Bounded.<I, R>processOutcomes(in, function, bounds, outcomes::add);
        return outcomes;
    }

    /** As {@link #process(Iterator, Function, Bounds, Consumer)}, but every item is worked on, and failures are results. */
    @SuppressWarnings("unchecked") // a conveyor asked for outcomes makes outcomes
    public static <I extends @Nullable Object, R extends @Nullable Object> void processOutcomes(
            Iterator<? extends I> in,
            Function<? super I, ? extends R> function,
            Bounds bounds,
            Consumer<? super Outcome<R>> out)
            throws InterruptedException, ExecutionException {
        Conveyor<I, R> conveyor = conveyor(in, function, bounds, true);
        try {
            while (conveyor.advance()) {
                out.accept((Outcome<R>) conveyor.take());
            }
        } finally {
            conveyor.close();
        }
    }

    /** As {@link #process(Iterator, Function, Bounds, Consumer)}, but the caller takes the results when it likes. */
    public static <I extends @Nullable Object, R extends @Nullable Object> Results<R> results(
            Iterator<? extends I> in, Function<? super I, ? extends R> function, Bounds bounds) {
        return new Results<>(conveyor(in, function, bounds, false), () -> {});
    }

    /** As {@link #results(Iterator, Function, Bounds)}; closing the results closes the stream. */
    public static <I extends @Nullable Object, R extends @Nullable Object> Results<R> results(
            Stream<? extends I> in, Function<? super I, ? extends R> function, Bounds bounds) {
        return new Results<>(conveyor(in.iterator(), function, bounds, false), in::close);
    }

    // ---- stages

    /**
     * Asks all suppliers for their stages, so that at most {@code max} are unfinished at a time, and completes with their
     * results in the order of the suppliers. Parks no thread: the first suppliers are asked in the calling thread, each
     * other one in a thread that completed a stage.
     *
     * <p>The first failure ends it: no supplier is asked any more, the unfinished stages are cancelled, and once these
     * have ended the future fails with a {@link CompletionException}, later failures suppressed. Cancelling the future, or
     * completing it in any other way, cancels the unfinished stages, too. What a cancelled stage's work does is up to that
     * stage: {@link CompletableFuture#cancel} only completes it.
     */
    public static <T extends @Nullable Object> CompletableFuture<List<T>> gatherStages(
            int max, Collection<? extends Supplier<? extends CompletionStage<? extends T>>> suppliers) {
        return gatherStages(Bounds.of(max), suppliers);
    }

    /**
     * As {@link #gatherStages(int, Collection)}, with more to say about how. At the deadline the future fails at once with
     * a CompletionException of a {@link TimeoutException}, without waiting for cancelled stages to end.
     */
    @SuppressWarnings("unchecked") // a conveyor that makes no outcomes makes Ts
    public static <T extends @Nullable Object> CompletableFuture<List<T>> gatherStages(
            Bounds bounds, Collection<? extends Supplier<? extends CompletionStage<? extends T>>> suppliers) {
        List<T> results = new ArrayList<>();
        return Gather.<T, List<T>>stages(
                bounds, suppliers, false, -1, result -> results.add((T) result), () -> results);
    }

    /** As {@link #gatherStages(int, Collection)}, but every supplier is asked, and failures are results. */
    public static <T extends @Nullable Object> CompletableFuture<List<Outcome<T>>> gatherStageOutcomes(
            int max, Collection<? extends Supplier<? extends CompletionStage<? extends T>>> suppliers) {
        return gatherStageOutcomes(Bounds.of(max), suppliers);
    }

    /** As {@link #gatherStageOutcomes(int, Collection)}; what has not ended by the deadline fails with a TimeoutException. */
    @SuppressWarnings("unchecked") // a conveyor asked for outcomes makes outcomes
    public static <T extends @Nullable Object> CompletableFuture<List<Outcome<T>>> gatherStageOutcomes(
            Bounds bounds, Collection<? extends Supplier<? extends CompletionStage<? extends T>>> suppliers) {
        List<Outcome<T>> outcomes = new ArrayList<>();
        return Gather.<T, List<Outcome<T>>>stages(
                bounds,
                suppliers,
                true,
                suppliers.size(),
                outcome -> outcomes.add((Outcome<T>) outcome),
                () -> outcomes);
    }

    /**
     * Applies {@code function} to every item, so that at most {@code maxWorkers} stages are unfinished at a time, and
     * completes with the results in the order of the items. Reads as it goes, at most {@code maxWorkers + maxQueueSize}
     * items ahead of the oldest unfinished one, in whatever thread completed a stage, one at a time; an item that is not
     * there yet makes that thread wait. Otherwise as {@link #gatherStages(int, Collection)}.
     */
    public static <I extends @Nullable Object, R extends @Nullable Object> CompletableFuture<List<R>> processStages(
            Iterable<? extends I> in,
            Function<? super I, ? extends CompletionStage<? extends R>> function,
            int maxWorkers,
            int maxQueueSize) {
        List<R> results = new ArrayList<>();
        Bounds bounds = Bounds.of(maxWorkers).withQueue(maxQueueSize);
        return Bounded.<I, R, List<R>>stages(in.iterator(), function, bounds, results::add, () -> results);
    }

    /**
     * As {@link #processStages(Iterable, Function, int, int)}, but hands each result to {@code out}, one at a time: in
     * constant memory for input of any length. Nothing is read while {@code out} is busy. What {@code out} throws is a
     * failure.
     */
    public static <I extends @Nullable Object, R extends @Nullable Object>
            CompletableFuture<@Nullable Void> processStages(
                    Iterator<? extends I> in,
                    Function<? super I, ? extends CompletionStage<? extends R>> function,
                    Bounds bounds,
                    Consumer<? super R> out) {
        return Bounded.<I, R, @Nullable Void>stages(in, function, bounds, out, () -> null);
    }

    @SuppressWarnings("unchecked") // a conveyor that makes no outcomes makes Rs
    private static <I extends @Nullable Object, R extends @Nullable Object, F extends @Nullable Object>
            CompletableFuture<F> stages(
                    Iterator<? extends I> in,
                    Function<? super I, ? extends CompletionStage<? extends R>> function,
                    Bounds bounds,
                    Consumer<? super R> out,
                    Supplier<F> whole) {
        int window = Ranges.window(bounds.workers(), bounds.queue());
        return new StageConveyor<I, R, F>(
                        in, function, bounds, window, false, result -> out.accept((R) result), whole, -1)
                .start(bounds);
    }

    private static <I extends @Nullable Object, R extends @Nullable Object> Conveyor<I, R> conveyor(
            Iterator<? extends I> in, Function<? super I, ? extends R> function, Bounds bounds, boolean asOutcomes) {
        int window = Ranges.window(bounds.workers(), bounds.queue());
        Conveyor.Step<I, R> step = function::apply;
        return new Conveyor<I, R>(in, step, bounds, window, null, asOutcomes).within(bounds);
    }
}
