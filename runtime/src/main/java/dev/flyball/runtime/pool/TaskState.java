package dev.flyball.runtime.pool;

/** Where a {@link GroupTask} is. The last five are final. */
public enum TaskState {
    /** Not begun. */
    WAITING,
    /** Begun and not ended; also while a task that was told to stop has not stopped. */
    RUNNING,
    /** Returned. */
    SUCCEEDED,
    /** Threw, without having been told to stop. */
    FAILED,
    /** Cancelled by name, or while it ran because the group ended. Its result, if it had one, is dropped. */
    CANCELLED,
    /** Still ran at the group's deadline. Its result, if it had one, is dropped. */
    TIMED_OUT,
    /** Never begun: it waited when the group ended. */
    NOT_STARTED;

    /** Whether nothing changes any more. */
    public boolean isFinal() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
