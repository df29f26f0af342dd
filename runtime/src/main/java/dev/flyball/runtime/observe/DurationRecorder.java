package dev.flyball.runtime.observe;

/** Takes durations in nanoseconds. Thread-safe. */
@FunctionalInterface
public interface DurationRecorder extends Recorder {

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
    @Override
    void record(long nanos);
}
