package dev.flyball.runtime.pool;

/** When a {@link TaskGroup} ends before all of its tasks have. */
public enum GroupPolicy {
    /** With the first task that fails: what runs is cancelled, what waits never starts. */
    FIRST_FAILURE,
    /** Never: every task runs, whatever becomes of the others. */
    ALL,
    /** With the first task that succeeds: what runs is cancelled, what waits never starts. */
    FIRST_SUCCESS
}
