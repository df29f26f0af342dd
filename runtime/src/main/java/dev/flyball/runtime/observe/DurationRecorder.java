package dev.flyball.runtime.observe;

/** Takes durations in nanoseconds. Thread-safe. */
@FunctionalInterface
public interface DurationRecorder {

    /** Keeps nothing. */
    DurationRecorder NONE = new DurationRecorder() {
        @Override
        public void record(long nanos) {}

        @Override
        public boolean active() {
            return false;
        }
    };

    /** Adds one duration. */
    void record(long nanos);

    /** Whether anybody looks at the durations; if not, measuring them is wasted. May change at any time. */
    default boolean active() {
        return true;
    }
}
