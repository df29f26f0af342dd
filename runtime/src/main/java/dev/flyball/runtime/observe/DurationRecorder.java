package dev.flyball.runtime.observe;

/** Takes durations in nanoseconds. Thread-safe. */
@FunctionalInterface
public interface DurationRecorder {

    /** Keeps nothing. */
    DurationRecorder NONE = nanos -> {};

    /** Adds one duration. */
    void record(long nanos);
}
