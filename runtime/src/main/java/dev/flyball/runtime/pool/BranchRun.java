package dev.flyball.runtime.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Branches that run. Thread-safe.
 *
 * <p>The group decides what becomes of each branch, under its lock, and calls {@link #ended} for one at a time; that
 * writes {@code inTime} and {@code left}, and the call for the last branch completes the results.
 * {@code cut} is set once, by compare-and-set, and only who set it ends the group: so the reason of the run is the reason
 * of its branches.
 */
public final class BranchRun<T extends @Nullable Object> {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final BranchPlan<T> plan;
    private final ConcurrencyConfig rules;
    private final BreachSignal signal;
    private final Chores chores;
    private final TaskGroup<T> group;
    private final long began;
    private final Map<String, RunningBranch<T>> branches = new LinkedHashMap<>();
    private final List<BranchOutcome<T>> inTime = new ArrayList<>();
    private int left;

    /** A field, so that the signal can forget it. */
    private final Consumer<String> breach;

    private final AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
    private final CompletableFuture<BranchResults<T>> results = new CompletableFuture<>();

    /** What ended the run before its branches had ended. */
    private record Cut(RunEnding ending, String reason) {}

    private BranchRun(BranchPlan<T> plan, @Nullable BranchLimit limit) {
        GroupSpec spec = plan.spec;
        this.plan = plan;
        this.rules = plan.rules();
        this.signal = plan.signal != null ? plan.signal : new BreachSignal();
        this.chores = new Chores(spec.clock(), spec.alarm());
        this.began = spec.clock().nanos();
        this.left = plan.declared.size();
        this.breach = this::breached;
        this.group = TaskGroup.<T>open(limit == null ? spec : spec.withLimit(limit.first()), this::ended);
        plan.declared.forEach((key, branch) -> branches.put(key, new RunningBranch<>(key, branch, this)));
    }

    /** @param awaited whether a thread will wait for the run, and lend a hand */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing there throws
    static <T extends @Nullable Object> BranchRun<T> start(BranchPlan<T> plan, boolean awaited) {
        BranchLimit limit = plan.limit();
        BranchRun<T> run = new BranchRun<>(plan, limit);
        if (plan.named != null) {
            plan.named.began(run);
        }
        if (awaited) {
            run.group.countOnCaller();
        } else {
            run.results.whenComplete((value, thrown) -> run.abandoned());
            run.group.whenDeserted(
                    () -> run.cut(RunEnding.DESERTED, TaskState.CANCELLED, "the executor refused to give a thread"));
        }
        run.arrange(limit);
        run.fork();
        return run;
    }

    /** What may end the run, or change its limit, while it goes on. */
    private void arrange(@Nullable BranchLimit limit) {
        Duration timeout = rules.timeout();
        if (timeout != null) {
            chores.after(
                    timeout,
                    () -> cut(RunEnding.TIMED_OUT, TaskState.TIMED_OUT, "the timeout of " + timeout + " passed"));
        }
        if (limit != null && rules.adaptiveLimits()) {
            chores.every(LOOK, () -> group.limit(limit.next(group.limit(), group.running())));
        }
        if (rules.breachWatcher()) {
            signal.listen(breach);
            for (BranchPlan.Watch watch : plan.watches) {
                Runnable look = () -> {
                    if (watch.breached().getAsBoolean()) {
                        signal.trip(watch.reason());
                    }
                };
                Chores.guarded(look);
                chores.every(watch.interval(), look);
            }
        }
    }

    /** In the order in which they are to start, as the first ones start at once. */
    private void fork() {
        List<RunningBranch<T>> order = new ArrayList<>(branches.values());
        order.sort(Comparator.comparingInt(BranchContext::priority).reversed());
        for (RunningBranch<T> branch : order) {
            branch.fork(group);
        }
        if (order.isEmpty()) {
            finish();
        }
    }

    BranchResults<T> await() throws InterruptedException {
        try {
            group.await();
        } catch (InterruptedException e) {
            cancelAll("the thread that waited for the run was interrupted");
            group.close();
            throw e;
        }
        return results.join();
    }

    // ---- for everybody

    /**
     * The results, once the last branch has ended. Cancelling this future cancels the run; its branches end soon after,
     * then.
     */
    public CompletableFuture<BranchResults<T>> results() {
        return results;
    }

    /** The signal that ends this run. */
    public BreachSignal signal() {
        return signal;
    }

    /**
     * Tells this branch to stop, or never to start, and spares the others; false if it had ended.
     *
     * @throws IllegalArgumentException if there is no branch of that name
     * @throws IllegalStateException without {@link ConcurrencyConfig#individualCancellation}
     */
    public boolean cancel(String key, String reason) {
        RunningBranch<T> branch = branches.get(key);
        if (branch == null) {
            throw unknown(key, branches.keySet());
        }
        return cancelIf(one -> one == branch, reason) > 0;
    }

    /**
     * Tells the unfinished branches that {@code which} holds for to stop, or never to start, and spares the others; answers
     * how many they were.
     *
     * @throws IllegalStateException without {@link ConcurrencyConfig#individualCancellation}
     */
    public int cancelIf(Predicate<? super BranchContext> which, String reason) {
        if (!rules.individualCancellation()) {
            throw new IllegalStateException(
                    "[no-individual-cancellation] single branches of this run may not be cancelled;"
                            + " use ConcurrencyConfig.withIndividualCancellation(true), or cancelAll");
        }
        return group.cancelIf(task -> which.test((BranchContext) task.key()), reason);
    }

    /** Ends the run: every unfinished branch is told to stop before this returns, and none starts any more. */
    public void cancelAll(String reason) {
        cut(RunEnding.CANCELLED, TaskState.CANCELLED, reason);
    }

    /** Branches that may run at once; {@link Integer#MAX_VALUE} for any number. */
    public int limit() {
        return group.limit();
    }

    /** Branches that run now, also those that were told to stop and have not yet. */
    public int running() {
        return group.running();
    }

    /** Branches that have not begun. */
    public int waiting() {
        return group.waiting();
    }

    // ---- for its branches

    long now() {
        return plan.spec.clock().nanos();
    }

    boolean isCut() {
        return cut.get() != null;
    }

    static IllegalArgumentException unknown(String key, Collection<String> known) {
        return new IllegalArgumentException(
                "[no-such-branch] there is no branch \"" + key + "\"; there are " + String.join(", ", known));
    }

    // ---- ends

    private void breached(String reason) {
        cut(RunEnding.BREACHED, TaskState.CANCELLED, reason);
    }

    private void cut(RunEnding ending, TaskState runningOnes, String reason) {
        if (cut.compareAndSet(null, new Cut(ending, reason))) {
            int unfinished = group.stopAll(runningOnes, reason);
            if (unfinished > 0 && plan.named != null) {
                plan.named.cutShort(ending, reason, unfinished);
            }
        }
    }

    private void abandoned() {
        if (results.isCancelled()) {
            cancelAll("the future of the run was cancelled");
        }
    }

    /** One at a time. */
    private void ended(GroupTask<? extends T> task) {
        Cut why = cut.get();
        @SuppressWarnings("unchecked") // this run forks nothing else
        RunningBranch<T> branch = (RunningBranch<T>) task.key();
        BranchOutcome<T> outcome = branch.outcome(task, rules.completionTracking(), why == null ? null : why.reason);
        inTime.add(outcome);
        if (plan.named != null) {
            plan.named.ended(outcome);
        }
        try {
            if (plan.onComplete != null) {
                plan.onComplete.accept(outcome, this);
            }
        } finally {
            left--;
            if (left == 0) {
                finish();
            }
        }
    }

    private void finish() {
        chores.end();
        signal.forget(breach);
        if (plan.named != null) {
            plan.named.ended(this);
        }
        Cut why = cut.get();
        boolean complete = true;
        for (BranchOutcome<T> outcome : inTime) {
            complete &=
                    why == null || outcome.reason() == null || !outcome.reason().equals(why.reason);
        }
        results.complete(new BranchResults<>(
                branches.keySet(),
                inTime,
                rules.completionTracking(),
                complete || why == null ? RunEnding.COMPLETE : why.ending,
                complete || why == null ? null : why.reason,
                signal.reason(),
                Duration.ofNanos(now() - began)));
    }
}
