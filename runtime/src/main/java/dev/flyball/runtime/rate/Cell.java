package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one limit, or one key of it, has granted, and the line of those that wait. Many threads use it at once; answers
 * are those of {@link Gate#admit}. This class knows how callers wait, in a parked thread or behind a turn; its two kinds
 * know what may be granted when.
 *
 * <p>The lock guards the line and the alarm. Stage calls and the alarm are called outside it. {@code retired}: written
 * under the lock once, read without it.
 */
abstract sealed class Cell permits RateCell, PacedCell {

    /** An answer beside those of {@link Gate}: this cell owed nothing and has been forgotten; look its key up again. */
    static final long GONE = Gate.PENDING + 1;

    final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final Alarm alarm;
    private volatile boolean retired;
    private boolean armed;
    private long armedAt;

    Cell(Clock clock, Alarm alarm) {
        this.clock = clock;
        this.alarm = alarm;
    }

    /** Spends a permit at a reading of the clock. */
    abstract long admit(long nanos);

    /** Spends permits at a reading of the clock, all or none. */
    abstract long admit(long nanos, long permits);

    /** Permits that can be spent at a reading; negative by those that waiting callers have spent in advance. */
    abstract long availablePermits(long nanos);

    abstract int waiting();

    /** The share of its permits that is spent at a reading, from 0 to 1, those included that waiting callers will spend. */
    abstract double spentShare(long nanos);

    /** Puts this cell out of use if it owes nothing and nobody waits, so that forgetting it changes nothing. */
    abstract boolean retireIfFull(long nanos);

    /** Under the lock: lets those go whose slot has come; then a place in the line, or an answer at once. */
    abstract long join(SlotWaiter waiter, long nanos, long maxWait, List<SlotWaiter> answered);

    /** Under the lock: lets those go whose slot has come. */
    abstract void release(long nanos, List<SlotWaiter> answered);

    /** Under the lock: takes a caller out whose slot has not come; those behind move forward. */
    abstract void remove(SlotWaiter waiter);

    /** Under the lock: whether somebody must be told who cannot look at the time for himself. */
    abstract boolean needsAlarm();

    /** Under the lock: the slot that comes first. */
    abstract long firstSlot();

    /** The first reading of the clock at or after a slot. */
    abstract long readingAt(long slot);

    final Clock clock() {
        return clock;
    }

    final boolean retired() {
        return retired;
    }

    /** Under the lock: from now on everybody is told {@link #GONE}. */
    final void retire() {
        retired = true;
    }

    /** As {@link #admit(long, long)}, but parks the thread up to {@code maxWait} nanoseconds for its slot. */
    final long await(long nanos, long permits, long maxWait) {
        long answer = admit(nanos, permits);
        if (!worthWaiting(answer, maxWait)) {
            return answer;
        }
        if (Thread.currentThread().isInterrupted()) {
            return Gate.INTERRUPTED;
        }
        SlotWaiter waiter = SlotWaiter.parked(permits);
        answer = enter(waiter, nanos, maxWait);
        arm();
        return answer == Gate.PENDING ? park(waiter) : answer;
    }

    /** As {@link #await}, but answers {@link Gate#PENDING} and tells {@code turn} later. */
    final long awaitLater(long nanos, long permits, long maxWait, Turn turn) {
        long answer = admit(nanos, permits);
        if (!worthWaiting(answer, maxWait)) {
            return answer;
        }
        SlotWaiter waiter = SlotWaiter.staged(permits, turn);
        answer = enter(waiter, nanos, maxWait);
        if (answer == Gate.PENDING) {
            turn.onCancel(() -> leave(waiter));
        }
        arm();
        return answer;
    }

    private static boolean worthWaiting(long answer, long maxWait) {
        return answer < 0 && answer > GONE && Gate.retryAfter(answer) <= maxWait;
    }

    private long enter(SlotWaiter waiter, long nanos, long maxWait) {
        List<SlotWaiter> answered = new ArrayList<>();
        long answer;
        lock.lock();
        try {
            answer = retired ? GONE : join(waiter, nanos, maxWait, answered);
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        return answer;
    }

    private long park(SlotWaiter waiter) {
        while (waiter.answer == Gate.PENDING) {
            if (Thread.currentThread().isInterrupted() && leave(waiter)) {
                return Gate.INTERRUPTED;
            }
            clock.parkUntil(this, readingAt(waiter.slot));
            ring(clock.nanos());
        }
        return waiter.answer;
    }

    /** Takes a caller out of the line; false if its slot has come. */
    private boolean leave(SlotWaiter waiter) {
        List<SlotWaiter> answered = new ArrayList<>();
        boolean left;
        lock.lock();
        try {
            release(clock.nanos(), answered);
            left = waiter.answer == Gate.PENDING;
            if (left) {
                remove(waiter);
            }
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
        return left;
    }

    /** Lets those go whose slot has come. */
    final void ring(long nanos) {
        List<SlotWaiter> answered = new ArrayList<>();
        lock.lock();
        try {
            release(nanos, answered);
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
    }

    /** Sees to it that the alarm rings for the first slot, if somebody in the line has no thread to look for himself. */
    final void arm() {
        long at;
        lock.lock();
        try {
            if (!needsAlarm()) {
                return;
            }
            at = readingAt(firstSlot());
            if (armed && at - armedAt >= 0) {
                return;
            }
            armed = true;
            armedAt = at;
        } finally {
            lock.unlock();
        }
        alarm.at(at, () -> alarmed(at));
    }

    private void alarmed(long at) {
        lock.lock();
        try {
            armed &= armedAt != at;
        } finally {
            lock.unlock();
        }
        ring(clock.nanos());
    }
}
