package dev.flyball.runtime.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * One look at something that has changed: when it is, what is told because of it, and after how many nanoseconds time
 * alone may have more to say. Its thread's own, which holds the lock of {@link Alerts} until the round is over.
 */
final class Round {

    private final long now;
    private final List<Alert> told = new ArrayList<>(0);
    private long due = Long.MAX_VALUE;

    Round(long now) {
        this.now = now;
    }

    long now() {
        return now;
    }

    void tell(Alert alert) {
        told.add(alert);
    }

    /** Everything that is told. */
    List<Alert> told() {
        return List.copyOf(told);
    }

    /** There may be more to say after so many nanoseconds; {@link Long#MAX_VALUE} for never. */
    void again(long nanos) {
        due = Math.min(due, nanos);
    }

    /** Whether there may ever be more to say, as far as is known. */
    boolean goesOn() {
        return due != Long.MAX_VALUE;
    }

    /** The clock's reading when there may be. */
    long deadline() {
        return now + due;
    }
}
