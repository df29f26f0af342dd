package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final ConcurrencyConfig TRACKED =
            ConcurrencyConfig.DEFAULT.withMaxConcurrentBranches(1).withCompletionTracking(true);

    /** Declared a, b, c; ended b, c, a, because of their priorities; d failed. */
    private static <T> BranchResults<T> results(T a, T b, T c) throws InterruptedException {
        return ParallelBranches.<T>none()
                .and("a", () -> a)
                .and("b", () -> b)
                .and("c", () -> c)
                .and("d", () -> {
                    throw new IllegalStateException("no answer");
                })
                .priority("b", 2)
                .priority("c", 1)
                .priority("d", 9)
                .with(TRACKED)
                .run();
    }

    @Test
    void oneResultIsChosen() throws InterruptedException {
        BranchResults<String> results = results("A", "B", "C");
        assertThat(results.merge(Merge.one(Prefer.FIRST_DECLARED))).isEqualTo("A");
        assertThat(results.merge(Merge.one(Prefer.FIRST_COMPLETED))).isEqualTo("B");
        assertThat(results.merge(Merge.one(Prefer.LAST_COMPLETED))).isEqualTo("A");
        assertThat(results.merge(Merge.one(Prefer.HIGHEST_PRIORITY))).isEqualTo("B");
        assertThat(results("same", "same", "same").merge(Merge.one(Prefer.NOBODY)))
                .isEqualTo("same");
    }

    @Test
    void twoResultsThatDifferAreAConflictWhereNobodyIsPreferred() {
        assertThatThrownBy(() -> results("A", "A", "C").merge(Merge.one(Prefer.NOBODY)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "[merge-conflict] branches \"a\" and \"c\" have different results; choose with another Prefer"
                                + " than NOBODY");
    }

    @Test
    void ofNoResultNoneCanBeChosen() {
        assertThatThrownBy(() -> ParallelBranches.none().run().merge(Merge.one(Prefer.FIRST_DECLARED)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "[merge-of-nothing] no branch succeeded, so there is no result to choose; call throwIfFailed()"
                                + " first to learn why");
    }

    @Test
    void resultsAreCollectedAndReducedInTheOrderOfDeclaration() throws InterruptedException {
        BranchResults<String> results = results("A", "B", "C");
        assertThat(results.merge(Merge.byBranch()))
                .containsExactly(Map.entry("a", "A"), Map.entry("b", "B"), Map.entry("c", "C"));
        assertThat(results.merge(Merge.list())).containsExactly("A", "B", "C");
        int length = results.merge(Merge.reduce(0, (sum, one) -> 10 * sum + one.charAt(0) - 'A' + 1));
        assertThat(length).isEqualTo(123);
    }

    @Test
    void mapsAreUnited() throws InterruptedException {
        BranchResults<Map<String, Integer>> results =
                results(Map.of("x", 1, "a", 1), Map.of("x", 2, "b", 2), Map.of("x", 3, "c", 3));
        assertThat(results.merge(Merge.maps(Prefer.FIRST_DECLARED)))
                .containsEntry("x", 1)
                .hasSize(4);
        assertThat(results.merge(Merge.maps(Prefer.FIRST_COMPLETED))).containsEntry("x", 2);
        assertThat(results.merge(Merge.maps(Prefer.LAST_COMPLETED))).containsEntry("x", 1);
        assertThat(results.merge(Merge.maps(Prefer.HIGHEST_PRIORITY))).containsEntry("x", 2);
        assertThatThrownBy(() -> results.merge(Merge.maps(Prefer.NOBODY)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[merge-key-conflict] branches \"a\" and \"b\" give different values for x; let them use"
                        + " different keys, or choose with another Prefer than NOBODY");
    }

    @Test
    void equalValuesAreNoConflictAndNullIsAValue() throws InterruptedException {
        Map<String, Integer> unknown = new HashMap<>();
        unknown.put("x", null);
        assertThat(results(unknown, unknown, Map.of("y", 2)).merge(Merge.maps(Prefer.NOBODY)))
                .containsEntry("x", null)
                .containsEntry("y", 2);
        assertThat(results(unknown, Map.of("x", 2), unknown).merge(Merge.maps(Prefer.FIRST_DECLARED)))
                .containsEntry("x", null);
        assertThat(ParallelBranches.<String>none().and("a", () -> null).run().merge(Merge.list()))
                .isEqualTo(Arrays.asList((String) null));
    }

    @Test
    void mergesByCompletionNeedItToBeTracked() throws InterruptedException {
        BranchResults<String> untracked =
                ParallelBranches.<String>none().and("a", () -> "A").run();
        assertThatThrownBy(() -> untracked.merge(Merge.one(Prefer.LAST_COMPLETED)))
                .hasMessageStartingWith("[completion-not-tracked] ");
    }
}
