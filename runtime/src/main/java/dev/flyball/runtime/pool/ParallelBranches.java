package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Branches of one step that run beside each other, each under a name, and whose results are then looked at together.
 *
 * <pre>{@code
 * BranchResults<Quote> quotes = ParallelBranches.of(suppliers)
 *     .with(ConcurrencyConfig.DEFAULT.withMaxConcurrentBranches(4).withTimeout(Duration.ofSeconds(2)))
 *     .run();
 * Map<String, Quote> inTime = quotes.succeeded();
 * }</pre>
 *
 * <p>A branch that fails ends no other. A timeout, a tripped {@link BreachSignal} or a cancelled run ends all that are
 * unfinished, and leaves the results of those that finished. A run is over when its last branch has ended: one that is
 * told to stop and does not keeps it waiting.
 *
 * <p>Immutable: each method answers another one, and each may be run often, also at the same time.
 *
 * @param <T> what the branches return, or what all their results have in common
 */
public final class ParallelBranches<T extends @Nullable Object> {

    private final BranchPlan<T> plan;

    private ParallelBranches(BranchPlan<T> plan) {
        this.plan = plan;
    }

    private ParallelBranches<T> changed(Consumer<BranchPlan<T>> change) {
        BranchPlan<T> copy = new BranchPlan<>(plan);
        change.accept(copy);
        return new ParallelBranches<>(copy);
    }

    /** No branches yet. */
    public static <T extends @Nullable Object> ParallelBranches<T> none() {
        return new ParallelBranches<>(new BranchPlan<>());
    }

    /** These branches, declared in the order in which the map has them. */
    public static <T extends @Nullable Object> ParallelBranches<T> of(
            Map<String, ? extends Callable<? extends T>> branches) {
        BranchPlan<T> plan = new BranchPlan<>();
        branches.forEach((key, body) -> plan.add(key, new BranchPlan.Declared<T>(0, context -> body.call(), null)));
        return new ParallelBranches<>(plan);
    }

    /**
     * With one more branch, declared after the others.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public ParallelBranches<T> and(String key, Callable<? extends T> body) {
        return and(key, context -> body.call());
    }

    /** As {@link #and(String, Callable)}, a branch that wants to know when it is told to stop, or to trip the signal. */
    public ParallelBranches<T> and(String key, Branch<? extends T> body) {
        return changed(copy -> copy.add(key, new BranchPlan.Declared<>(0, body, null)));
    }

    /**
     * As {@link #and(String, Callable)}, a branch that begins in {@code stage} and goes on as the stage that it answers: it
     * keeps its place until that completes, but no thread. To be told to stop, the stage's future is cancelled.
     */
    public ParallelBranches<T> andStage(String key, Supplier<? extends CompletionStage<? extends T>> stage) {
        return andStage(key, context -> stage.get());
    }

    /** As {@link #andStage(String, Supplier)}. */
    public ParallelBranches<T> andStage(
            String key, Function<? super BranchContext, ? extends CompletionStage<? extends T>> stage) {
        return changed(copy -> copy.add(key, new BranchPlan.Declared<>(0, null, stage)));
    }

    /**
     * Of the branches that wait for a place, one with a higher priority starts first, among equals the one declared first.
     * Each has 0 at first.
     *
     * @throws IllegalArgumentException if there is no branch of that name
     */
    public ParallelBranches<T> priority(String key, int priority) {
        if (!plan.declared.containsKey(key)) {
            throw BranchRun.unknown(key, plan.declared.keySet());
        }
        return changed(copy -> copy.declared.computeIfPresent(key, (same, branch) -> branch.withPriority(priority)));
    }

    /** Under these rules. Without any, all branches run at once, and as long as they like. */
    public ParallelBranches<T> with(ConcurrencyConfig config) {
        return changed(copy -> copy.config = config);
    }

    /** Ended by this signal, also if it was tripped before the start. Without it each run has a signal of its own. */
    public ParallelBranches<T> with(BreachSignal signal) {
        return changed(copy -> copy.signal = signal);
    }

    /**
     * Trips the signal for {@code reason} once {@code breached} holds: looks when the run starts, then at this interval, in
     * the alarm's thread. So the condition must be quick; one that throws is asked again.
     */
    public ParallelBranches<T> watch(String reason, Duration interval, BooleanSupplier breached) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("[branch-watch] the interval of \"" + reason + "\" is " + interval
                    + "; give more than 0, such as 10 ms");
        }
        return changed(copy -> copy.watches.add(new BranchPlan.Watch(reason, interval, breached)));
    }

    /**
     * Hears of each branch that has ended, one after the other, in the order of their ends, in whatever thread is at hand;
     * it may cancel others, but not wait for the run. What it throws goes to the thread's uncaught exception handler. A
     * second listener takes the place of the first.
     */
    public ParallelBranches<T> onComplete(BiConsumer<? super BranchOutcome<T>, ? super BranchRun<T>> listener) {
        return changed(copy -> copy.onComplete = listener);
    }

    /** With meters and events under a name. */
    public ParallelBranches<T> named(NamedRuns runs) {
        return changed(copy -> copy.named = runs);
    }

    /**
     * On these threads, and in {@link #run} the caller's. Without it on virtual threads where the JVM has them, else in a
     * pool of daemon threads that is shared by the program and 256 wide.
     */
    public ParallelBranches<T> on(Executor threads) {
        return changed(copy -> copy.spec = copy.spec.withExecutor(threads));
    }

    /** By another clock, and an alarm that rings by it. */
    public ParallelBranches<T> withTime(Clock clock, Alarm alarm) {
        return changed(copy -> copy.spec = copy.spec.withTime(clock, alarm));
    }

    /** Limits follow these gauges instead of this JVM's. */
    public ParallelBranches<T> withGauges(LoadGauge cpu, LoadGauge memory) {
        return changed(copy -> {
            copy.cpu = cpu;
            copy.memory = memory;
        });
    }

    /**
     * Runs all branches, some of them in the calling thread, and answers once the last has ended.
     *
     * @throws InterruptedException if the caller is interrupted: all branches are then told to stop, and have ended
     */
    public BranchResults<T> run() throws InterruptedException {
        return BranchRun.start(plan, true).await();
    }

    /** Starts all branches and answers at once; the results come as {@link BranchRun#results}. */
    public BranchRun<T> start() {
        return BranchRun.start(plan, false);
    }
}
