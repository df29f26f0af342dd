package dev.flyball.runtime.degrade;

/**
 * The degradation that one thread's calls in progress go by, from the outermost one's beginning to its end. Used by its
 * own thread only.
 */
final class Hold {

    /** What the outermost call began with; means nothing while {@code depth} is 0. */
    Degradation value = Degradation.NORMAL;

    /** How many calls are in progress. */
    int depth;

    /** When somebody here first found that the value is no longer the newest; 0 while nobody has. */
    long outdatedAt;

    void enter(Degradation current) {
        if (depth++ == 0) {
            value = current;
            outdatedAt = 0;
        }
    }

    /** A call that outlived its hold finds nothing to give back. */
    void exit() {
        if (depth > 0) {
            depth--;
        }
    }
}
