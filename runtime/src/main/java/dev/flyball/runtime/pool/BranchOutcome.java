package dev.flyball.runtime.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one branch. Immutable.
 *
 * @param key its name
 * @param priority the priority that it had
 * @param state how it ended: {@link TaskState#SUCCEEDED}, {@link TaskState#FAILED}, {@link TaskState#CANCELLED} (told to
 *     stop by name, or by a breach while it ran), {@link TaskState#TIMED_OUT} or {@link TaskState#NOT_STARTED}
 * @param result what it returned; null unless it succeeded
 * @param failure what it threw; null if it threw nothing. One that was told to stop has often thrown an
 *     {@link InterruptedException}
 * @param reason why it was cancelled, timed out or never started; null if it ended by itself
 * @param duration from its first step to its end; zero if it never began
 * @param completion the how-manieth it was to end, from 1; 0 without {@link ConcurrencyConfig#completionTracking}
 */
public record BranchOutcome<T extends @Nullable Object>(
        String key,
        int priority,
        TaskState state,
        @Nullable T result,
        @Nullable Throwable failure,
        @Nullable String reason,
        Duration duration,
        long completion) {

    /** Whether it returned, without having been told to stop before. */
    public boolean succeeded() {
        return state == TaskState.SUCCEEDED;
    }
}
