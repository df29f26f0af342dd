package dev.flyball.runtime.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ParallelBranches} is about to run, and how. Changed only between being copied and being handed to a new
 * {@code ParallelBranches}, which never changes it.
 */
final class BranchPlan<T extends @Nullable Object> {

    /**
     * A branch that was declared. Exactly one of {@code body} and {@code stage} is there.
     *
     * @param stage begins the branch, which goes on as the stage it answers
     */
    record Declared<T extends @Nullable Object>(
            int priority,
            @Nullable Branch<? extends T> body,
            @Nullable Function<? super BranchContext, ? extends CompletionStage<? extends T>> stage) {

        Declared<T> withPriority(int newPriority) {
            return new Declared<>(newPriority, body, stage);
        }
    }

    /** A condition that trips the signal when it holds. */
    record Watch(String reason, Duration interval, BooleanSupplier breached) {}

    final Map<String, Declared<T>> declared;
    final List<Watch> watches;

    /** Null: all at once, and no timeout. */
    @Nullable
    ConcurrencyConfig config;

    GroupSpec spec = GroupSpec.DEFAULT.withPolicy(GroupPolicy.ALL);
    LoadGauge cpu = () -> JvmLoad.CPU.load();
    LoadGauge memory = () -> JvmLoad.MEMORY.load();

    @Nullable
    BreachSignal signal;

    @Nullable
    NamedRuns named;

    @Nullable
    BiConsumer<? super BranchOutcome<T>, ? super BranchRun<T>> onComplete;

    BranchPlan() {
        declared = new LinkedHashMap<>();
        watches = new ArrayList<>();
    }

    BranchPlan(BranchPlan<T> other) {
        declared = new LinkedHashMap<>(other.declared);
        watches = new ArrayList<>(other.watches);
        config = other.config;
        spec = other.spec;
        cpu = other.cpu;
        memory = other.memory;
        signal = other.signal;
        named = other.named;
        onComplete = other.onComplete;
    }

    void add(String key, Declared<T> branch) {
        if (declared.putIfAbsent(key, branch) != null) {
            throw new IllegalArgumentException(
                    "[branch-twice] there is a branch \"" + key + "\" already; give each branch its own name");
        }
    }

    /** The rules, where there are none in particular: everything as by default, but no timeout. */
    ConcurrencyConfig rules() {
        return config != null ? config : ConcurrencyConfig.DEFAULT.withTimeout(null);
    }

    /** How the limit is found; null if there is none. */
    @Nullable
    BranchLimit limit() {
        return config == null
                ? null
                : new BranchLimit(
                        config.highestLimit(Runtime.getRuntime().availableProcessors()),
                        config.looksAtCpu() ? cpu : BranchLimit.UNSEEN,
                        config.looksAtMemory() ? memory : BranchLimit.UNSEEN);
    }
}
