package dev.flyball.runtime.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose answer counts where several branches give one. Only branches that succeeded give any. */
public enum Prefer {
    /** The branch that was declared first. */
    FIRST_DECLARED,
    /** The branch that ended first; needs {@link ConcurrencyConfig#completionTracking}. */
    FIRST_COMPLETED,
    /** The branch that ended last, as if each had written over the one before; needs {@code completionTracking}. */
    LAST_COMPLETED,
    /** The branch with the highest priority; among equals the one declared first. */
    HIGHEST_PRIORITY,
    /** Nobody's: two that are not equal are an error. */
    NOBODY;

    /** Those that succeeded, the preferred one first. */
    <T extends @Nullable Object> List<BranchOutcome<T>> order(BranchResults<T> results) {
        List<BranchOutcome<T>> order = new ArrayList<>(
                this == FIRST_COMPLETED || this == LAST_COMPLETED ? results.inOrderOfCompletion() : results.outcomes());
        order.removeIf(one -> !one.succeeded());
        if (this == LAST_COMPLETED) {
            Collections.reverse(order);
        } else if (this == HIGHEST_PRIORITY) {
            order.sort(Comparator.<BranchOutcome<T>>comparingInt(BranchOutcome::priority)
                    .reversed());
        }
        return order;
    }
}
