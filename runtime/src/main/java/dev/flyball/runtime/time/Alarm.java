package dev.flyball.runtime.time;

/** Calls back once the clock has reached an instant. Callbacks must be short; thread-safe. */
public interface Alarm {

    /** Runs {@code task} at or soon after {@code deadline}, at once if it has passed. */
    Pending at(long deadline, Runnable task);

    /** A callback that has not happened yet. */
    interface Pending {
        /** Takes the callback back; false if it has run or is running. */
        boolean cancel();
    }
}
