package dev.flyball.runtime.pool;

/** What a branch knows of itself while it runs, and what it can do to the others. Thread-safe. */
public interface BranchContext {

    /** The name of this branch. */
    String key();

    /** A branch with a higher one starts earlier. */
    int priority();

    /** Whether this branch has been told to stop; it was interrupted then, too. */
    boolean cancelled();

    /**
     * The run that this branch is part of; through it single branches can be cancelled. A branch must not wait for its
     * results: they would wait for the branch.
     */
    BranchRun<?> run();

    /**
     * Ends the run because something was breached: every unfinished branch is told to stop before this returns, this one
     * as well. Only the first trip counts; answers whether this was it.
     */
    default boolean trip(String reason) {
        return run().signal().trip(reason);
    }
}
