package dev.flyball.runtime.concurrency.estimate;

/**
 * A rule for the next limit, given the last and what was measured under it. May remember; not thread-safe. Drops, bounds
 * and windows that say too little are not its business.
 */
public interface LimitAlgorithm {

    /**
     * The limit that ought to follow {@code limit}; whoever asks keeps it within bounds.
     *
     * @param window has enough samples and no drops
     * @param base the latency without load in nanoseconds; more than 0
     * @param mayGrow whether a larger answer will be heeded
     */
    double next(double limit, Window window, double base, boolean mayGrow);

    /** Hears that drops cut the limit, which was {@code limit}, at {@code now}. */
    default void cut(double limit, long now) {}

    /** Whether {@link #next} heeds the target latency itself; else a median above the target bars growth. */
    default boolean heedsTarget() {
        return false;
    }
}
