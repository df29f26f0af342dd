package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.time.Alarm;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A caller that waits for a place: a parked thread, or a stage call's turn. Whoever moves {@code state} away from
 * WAITING decides: a releaser hands its permit over, or the caller leaves.
 */
final class Waiter {

    private static final int WAITING = 0;
    private static final int GRANTED = 1;
    private static final int LEFT = 2;

    private final AtomicInteger state = new AtomicInteger(WAITING);
    private final @Nullable Turn turn;
    private final @Nullable Thread thread;

    /** What ends this wait in time; written by the arriving thread, read by whoever ends it. */
    private volatile Alarm.@Nullable Pending timeout;

    private Waiter(@Nullable Turn turn, @Nullable Thread thread) {
        this.turn = turn;
        this.thread = thread;
    }

    static Waiter parked() {
        return new Waiter(null, Thread.currentThread());
    }

    static Waiter staged(Turn turn) {
        return new Waiter(turn, null);
    }

    boolean grant() {
        return state.compareAndSet(WAITING, GRANTED);
    }

    boolean leave() {
        boolean left = state.compareAndSet(WAITING, LEFT);
        if (left) {
            cancelTimeout();
        }
        return left;
    }

    boolean waits() {
        return state.get() == WAITING;
    }

    boolean granted() {
        return state.get() == GRANTED;
    }

    /** Takes the alarm that ends this wait; takes it back at once if the wait is over. */
    void timeout(Alarm.Pending pending) {
        timeout = pending;
        if (state.get() != WAITING) {
            pending.cancel();
        }
    }

    /** Tells a caller that holds a permit now. */
    void go() {
        go(Gate.WAITED);
    }

    /** As {@link #go()}, with a note of the gate's own. */
    void go(long note) {
        cancelTimeout();
        tell(note);
    }

    private void cancelTimeout() {
        Alarm.Pending pending = timeout;
        if (pending != null) {
            pending.cancel();
        }
    }

    /** Tells a caller its final answer. */
    void tell(long answer) {
        if (turn != null) {
            turn.done(answer);
        } else {
            LockSupport.unpark(thread);
        }
    }
}
