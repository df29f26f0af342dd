package dev.flyball.runtime.observe;

/** Takes amounts of one kind: durations, sizes. Thread-safe. */
@FunctionalInterface
public interface Recorder {

    /** Adds one amount. */
    void record(long amount);

    /** Whether anybody looks at the amounts; if not, measuring them is wasted. May change at any time. */
    default boolean active() {
        return true;
    }
}
