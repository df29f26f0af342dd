package dev.flyball.runtime.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A way to make one answer of the results of several branches. Those below take the branches that succeeded and leave the
 * others out; call {@link BranchResults#throwIfFailed} before if all are needed.
 *
 * @param <T> what the branches return
 * @param <R> the answer
 */
@FunctionalInterface
public interface Merge<T extends @Nullable Object, R extends @Nullable Object> {

    /** The answer. */
    R merge(BranchResults<? extends T> results);

    /** Every result under the name of its branch, in the order of declaration. */
    static <T extends @Nullable Object> Merge<T, Map<String, T>> byBranch() {
        return results -> Collections.unmodifiableMap(new LinkedHashMap<>(results.succeeded()));
    }

    /** Every result, in the order of declaration. */
    static <T extends @Nullable Object> Merge<T, List<T>> list() {
        return results ->
                Collections.unmodifiableList(new ArrayList<>(results.succeeded().values()));
    }

    /** {@code start}, then with each result in the order of declaration, whatever order they came in. */
    static <T extends @Nullable Object, R extends @Nullable Object> Merge<T, R> reduce(
            R start, BiFunction<? super R, ? super T, ? extends R> add) {
        return results -> {
            R sum = start;
            for (T result : results.succeeded().values()) {
                sum = add.apply(sum, result);
            }
            return sum;
        };
    }

    /**
     * One of the results.
     *
     * @throws IllegalStateException when merging, if no branch succeeded; under {@link Prefer#NOBODY} if two results differ
     */
    static <T extends @Nullable Object> Merge<T, T> one(Prefer whose) {
        return results -> chosen(whose.order(results), whose);
    }

    private static <T extends @Nullable Object> T chosen(
            List<? extends BranchOutcome<? extends T>> order, Prefer whose) {
        if (order.isEmpty()) {
            throw new IllegalStateException("[merge-of-nothing] no branch succeeded, so there is no result to choose;"
                    + " call throwIfFailed() first to learn why");
        }
        BranchOutcome<? extends T> best = order.get(0);
        for (BranchOutcome<? extends T> other : order) {
            if (whose == Prefer.NOBODY && !Objects.equals(best.result(), other.result())) {
                throw new IllegalStateException("[merge-conflict] branches \"" + best.key() + "\" and \"" + other.key()
                        + "\" have different results; choose with another Prefer than NOBODY");
            }
        }
        return BranchResults.resultOf(best);
    }

    /**
     * The union of the maps that the branches return, as steps of a workflow do that each add to what is known. Where
     * several give a value for one key, {@code whose} decides.
     *
     * @throws IllegalStateException when merging, under {@link Prefer#NOBODY} if two values for one key differ
     */
    static <K extends @Nullable Object, V extends @Nullable Object> Merge<Map<K, V>, Map<K, V>> maps(Prefer whose) {
        return results -> {
            Map<K, V> union = new LinkedHashMap<>();
            Map<K, String> from = new LinkedHashMap<>();
            for (BranchOutcome<? extends Map<K, V>> branch : whose.order(results)) {
                for (Map.Entry<K, V> entry : BranchResults.resultOf(branch).entrySet()) {
                    K key = entry.getKey();
                    String earlier = from.putIfAbsent(key, branch.key());
                    if (earlier == null) {
                        union.put(key, entry.getValue());
                    } else if (whose == Prefer.NOBODY && !Objects.equals(union.get(key), entry.getValue())) {
                        throw new IllegalStateException("[merge-key-conflict] branches \"" + earlier + "\" and \""
                                + branch.key() + "\" give different values for " + key
                                + "; let them use different keys, or choose with another Prefer than NOBODY");
                    }
                }
            }
            return Collections.unmodifiableMap(union);
        };
    }
}
