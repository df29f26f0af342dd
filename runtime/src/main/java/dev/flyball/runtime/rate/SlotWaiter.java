package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One caller's place in a cell's line: a parked thread, or a stage call's turn. {@code slot} and {@code answer} are
 * written under the cell's lock, {@code answer} once; the parked thread reads both without it.
 */
final class SlotWaiter {

    final long permits;
    final @Nullable Turn turn;
    private final @Nullable Thread thread;

    /** The instant, as the cell reckons, beyond which this caller does not wait. The cell's lock guards it. */
    long giveUpAt;

    /** The instant from which this caller may go, or should look again. */
    volatile long slot;

    /** What the caller is told: {@link Gate#PENDING} for now. */
    volatile long answer = Gate.PENDING;

    private SlotWaiter(long permits, @Nullable Turn turn, @Nullable Thread thread) {
        this.permits = permits;
        this.turn = turn;
        this.thread = thread;
    }

    /** The calling thread. */
    static SlotWaiter parked(long permits) {
        return new SlotWaiter(permits, null, Thread.currentThread());
    }

    static SlotWaiter staged(long permits, Turn turn) {
        return new SlotWaiter(permits, turn, null);
    }

    /** Gives this caller another slot; a parked thread looks again. */
    void moveTo(long instant) {
        slot = instant;
        LockSupport.unpark(thread);
    }

    /** Tells every caller its answer. Runs stage calls' code, so never under the lock; one that throws silences no other. */
    static void tell(List<SlotWaiter> answered) {
        tell(answered.iterator());
    }

    private static void tell(Iterator<SlotWaiter> rest) {
        while (rest.hasNext()) {
            SlotWaiter waiter = rest.next();
            boolean told = false;
            try {
                waiter.tell();
                told = true;
            } finally {
                if (!told) {
                    tell(rest);
                }
            }
        }
    }

    private void tell() {
        if (turn != null) {
            turn.done(answer);
        } else {
            LockSupport.unpark(thread);
        }
    }
}
