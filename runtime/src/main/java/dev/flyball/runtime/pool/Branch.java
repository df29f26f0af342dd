package dev.flyball.runtime.pool;

import org.jspecify.annotations.Nullable;

/** The work of one of several {@link ParallelBranches}. */
@FunctionalInterface
public interface Branch<T extends @Nullable Object> {

    /** Does the work. To be told to stop, it is interrupted; what it throws is its failure. */
    T run(BranchContext context) throws Exception;
}
