package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One caller's place in a {@link SlotLine}: a parked thread, or a stage call's turn. {@code slot} and {@code answer} are
 * written under the bucket's lock, {@code answer} once; the parked thread reads both without it.
 */
final class SlotWaiter {

    final long permits;
    final long giveUpAt;
    final @Nullable Turn turn;
    private final @Nullable Thread thread;

    /** The instant, in ticks, from which this caller may go. */
    volatile long slot;

    /** What the caller is told: {@link Gate#PENDING} for now. */
    volatile long answer = Gate.PENDING;

    private SlotWaiter(long permits, long giveUpAt, @Nullable Turn turn, @Nullable Thread thread) {
        this.permits = permits;
        this.giveUpAt = giveUpAt;
        this.turn = turn;
        this.thread = thread;
    }

    /** The calling thread, ready to wait until the instant {@code giveUpAt}. */
    static SlotWaiter parked(long permits, long giveUpAt) {
        return new SlotWaiter(permits, giveUpAt, null, Thread.currentThread());
    }

    static SlotWaiter staged(long permits, long giveUpAt, Turn turn) {
        return new SlotWaiter(permits, giveUpAt, turn, null);
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
