package dev.flyball.runtime.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of all branches of a run. Results of branches that finished are here even if the run was cut short.
 * Immutable.
 */
public final class BranchResults<T extends @Nullable Object> {

    private final Map<String, BranchOutcome<T>> outcomes;
    private final List<BranchOutcome<T>> inTime;
    private final boolean tracked;
    private final RunEnding ending;
    private final @Nullable String reason;
    private final @Nullable String breach;
    private final Duration duration;

    /**
     * @param declared the names of the branches in the order of declaration
     * @param inTime the branches in the order of their ends
     * @param tracked whether that order may be told
     */
    BranchResults(
            Collection<String> declared,
            List<BranchOutcome<T>> inTime,
            boolean tracked,
            RunEnding ending,
            @Nullable String reason,
            @Nullable String breach,
            Duration duration) {
        Map<String, BranchOutcome<T>> byKey = new HashMap<>();
        inTime.forEach(outcome -> byKey.put(outcome.key(), outcome));
        Map<String, BranchOutcome<T>> inOrder = new LinkedHashMap<>();
        declared.forEach(key -> inOrder.computeIfAbsent(key, byKey::get));
        this.outcomes = Collections.unmodifiableMap(inOrder);
        this.inTime = List.copyOf(inTime);
        this.tracked = tracked;
        this.ending = ending;
        this.reason = reason;
        this.breach = breach;
        this.duration = duration;
    }

    /** Every branch, in the order of declaration. */
    public List<BranchOutcome<T>> outcomes() {
        return List.copyOf(outcomes.values());
    }

    /**
     * The branch of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public BranchOutcome<T> outcome(String key) {
        BranchOutcome<T> outcome = outcomes.get(key);
        if (outcome == null) {
            throw BranchRun.unknown(key, outcomes.keySet());
        }
        return outcome;
    }

    /**
     * Every branch, in the order in which they ended.
     *
     * @throws IllegalStateException without {@link ConcurrencyConfig#completionTracking}
     */
    public List<BranchOutcome<T>> inOrderOfCompletion() {
        if (!tracked) {
            throw new IllegalStateException(
                    "[completion-not-tracked] nobody kept the order in which the " + outcomes.size()
                            + " branches ended; run them with ConcurrencyConfig.withCompletionTracking(true)");
        }
        return inTime;
    }

    /** The results of those that succeeded, by branch, in the order of declaration. */
    public Map<String, T> succeeded() {
        Map<String, T> results = new LinkedHashMap<>();
        for (BranchOutcome<T> outcome : outcomes.values()) {
            if (outcome.succeeded()) {
                results.put(outcome.key(), resultOf(outcome));
            }
        }
        return Collections.unmodifiableMap(results);
    }

    @SuppressWarnings("NullAway") // null only where T may be
    static <T extends @Nullable Object> T resultOf(BranchOutcome<T> succeeded) {
        return succeeded.result();
    }

    /** Why the run was over. */
    public RunEnding ending() {
        return ending;
    }

    /** Why the run was cut short; null if it is {@link RunEnding#COMPLETE}. */
    public @Nullable String reason() {
        return reason;
    }

    /**
     * Why the signal was tripped, null if it was not; also where the trip ended nothing, because all branches had, or
     * without {@link ConcurrencyConfig#breachWatcher}.
     */
    public @Nullable String breach() {
        return breach;
    }

    /** From the start of the run to the end of its last branch. */
    public Duration duration() {
        return duration;
    }

    /** Makes one answer of the results of the branches that succeeded; {@link Merge} has the ways to. */
    public <R extends @Nullable Object> R merge(Merge<? super T, R> merge) {
        return merge.merge(this);
    }

    /**
     * Answers these results if no branch failed and the run was not cut short; branches may have been cancelled by name.
     *
     * @throws BranchesFailedException otherwise
     */
    public BranchResults<T> throwIfFailed() {
        List<BranchOutcome<T>> failed = new ArrayList<>();
        for (BranchOutcome<T> outcome : inTime) {
            if (outcome.state() == TaskState.FAILED) {
                failed.add(outcome);
            }
        }
        if (!failed.isEmpty()) {
            throw BranchesFailedException.failed(this, failed);
        }
        if (ending != RunEnding.COMPLETE) {
            throw BranchesFailedException.cutShort(this, String.valueOf(reason));
        }
        return this;
    }
}
