package dev.flyball.runtime.pool;

import java.util.concurrent.ExecutionException;

/** How the failure of a task is told to those who wait for it. */
final class Failures {

    private Failures() {}

    static String message(Object task, Throwable failure) {
        return "[task-failed] task " + task + " failed: " + failure;
    }

    /** A wrapper, never the failure itself: that one may be shared, and later failures are attached to what is thrown. */
    static ExecutionException of(Object task, Throwable failure) {
        return new ExecutionException(message(task, failure), failure);
    }
}
