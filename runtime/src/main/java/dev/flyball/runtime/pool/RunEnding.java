package dev.flyball.runtime.pool;

/** Why a run of {@link ParallelBranches} was over. All but the first leave branches that did not end by themselves. */
public enum RunEnding {
    /** Each branch ended by itself, or was cancelled by name. */
    COMPLETE("complete"),
    /** The timeout passed. */
    TIMED_OUT("timeout"),
    /** The signal was tripped. */
    BREACHED("breach"),
    /** The run was cancelled, or the thread that waited for it was interrupted. */
    CANCELLED("cancelled"),
    /** The executor refused to give any thread. */
    DESERTED("deserted");

    final String word;

    RunEnding(String word) {
        this.word = word;
    }
}
