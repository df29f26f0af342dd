package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One bucket of permits and the line of those that wait for them. Many threads use it at once; answers are those of
 * {@link Gate#admit}.
 *
 * <p>An admission takes one compare-and-set on {@code word} and never the lock. The lock guards the line, the alarm, and
 * every change to the word that is not an admission. {@code word} is replaced under the lock when the spec changes; the
 * old one is closed first, so that nobody spends from both. {@code retired} and {@code longestWait}: written under the
 * lock, read without it. Stage calls and the alarm are called outside the lock.
 */
final class RateCell {

    /** An answer beside those of {@link Gate}: this cell was full and has been forgotten; look its key up again. */
    static final long GONE = Gate.PENDING + 1;

    private final Clock clock;
    private final Alarm alarm;
    private final ReentrantLock lock = new ReentrantLock();
    private final SlotLine line = new SlotLine();
    private volatile Gcra word;
    private volatile boolean retired;

    /** The longest wait that anybody was granted, in ticks: nobody can owe more than a span and this. */
    private volatile long longestWait;

    private boolean armed;
    private long armedAt;

    /** A full cell, born at the reading {@code now}. */
    RateCell(RateSpec spec, Clock clock, Alarm alarm, long now) {
        this.clock = clock;
        this.alarm = alarm;
        this.word = new Gcra(spec, now, 0);
    }

    Clock clock() {
        return clock;
    }

    RateSpec spec() {
        return word.spec;
    }

    boolean retired() {
        return retired;
    }

    /** Permits that can be spent at a reading; negative by those that waiting callers have spent in advance. */
    long availablePermits(long nanos) {
        Gcra current = word;
        long lead = Math.max(current.tat() - current.ticks(nanos), 0);
        return Math.floorDiv(current.span - lead, current.interval);
    }

    int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    /** Spends a permit at a reading of the clock. */
    long admit(long nanos) {
        Gcra current = word;
        long missing = current.take(current.ticks(nanos), current.interval);
        return missing == 0 ? Gate.ADMITTED : refuse(current, nanos, 1, missing);
    }

    /** Spends permits at a reading of the clock, all or none. */
    long admit(long nanos, long permits) {
        Gcra current = word;
        if (permits > current.spec.burst()) {
            return Gate.NEVER;
        }
        long missing = current.take(current.ticks(nanos), permits * current.interval);
        return missing == 0 ? Gate.ADMITTED : refuse(current, nanos, permits, missing);
    }

    private long refuse(Gcra current, long nanos, long permits, long missing) {
        if (missing == Gcra.CLOSED) {
            return afterChange() ? admit(nanos, permits) : GONE;
        }
        long owed = missing + current.span - permits * current.interval;
        if (owed > current.span + longestWait) {
            return withoutExcess(permits);
        }
        return Gate.refusedFor(Gcra.nanosUp(missing));
    }

    /** Waits for the change that closed a word; false if none follows because this cell was retired. */
    private boolean afterChange() {
        lock.lock();
        try {
            return !retired;
        } finally {
            lock.unlock();
        }
    }

    /**
     * More seems to be owed than anybody can have been granted. Either the caller's reading is old and others have spent
     * since: then nothing is wrong. Or the clock went back: then the excess is struck out, lest the cell stay shut for
     * as long as the step. The word is read before the clock is asked, so that what others spent cannot be the reason.
     */
    private long withoutExcess(long permits) {
        long missing;
        lock.lock();
        try {
            Gcra current = word;
            if (retired) {
                return GONE;
            }
            long tat = current.tat();
            long now = current.ticks(clock.nanos());
            long excess = tat - now - current.span - longestWait;
            if (excess > 0) {
                line.cut(current, excess, tat);
            }
            missing = current.take(now, permits * current.interval);
        } finally {
            lock.unlock();
        }
        arm();
        return missing == 0 ? Gate.ADMITTED : Gate.refusedFor(Gcra.nanosUp(missing));
    }

    /** As {@link #admit(long, long)}, but parks the thread up to {@code maxWait} nanoseconds for its slot. */
    long await(long nanos, long permits, long maxWait) {
        long answer = admit(nanos, permits);
        if (!worthWaiting(answer, maxWait)) {
            return answer;
        }
        if (Thread.currentThread().isInterrupted()) {
            return Gate.INTERRUPTED;
        }
        SlotWaiter waiter = SlotWaiter.parked(permits, giveUpAt(nanos, maxWait));
        answer = join(waiter, nanos, maxWait);
        return answer == Gate.PENDING ? park(waiter) : answer;
    }

    /** As {@link #await}, but answers {@link Gate#PENDING} and tells {@code turn} later. */
    long awaitLater(long nanos, long permits, long maxWait, Turn turn) {
        long answer = admit(nanos, permits);
        if (!worthWaiting(answer, maxWait)) {
            return answer;
        }
        SlotWaiter waiter = SlotWaiter.staged(permits, giveUpAt(nanos, maxWait), turn);
        answer = join(waiter, nanos, maxWait);
        if (answer == Gate.PENDING) {
            turn.onCancel(() -> leave(waiter));
            arm();
        }
        return answer;
    }

    private static boolean worthWaiting(long answer, long maxWait) {
        return answer < 0 && answer > GONE && Gate.retryAfter(answer) <= maxWait;
    }

    private long giveUpAt(long nanos, long maxWait) {
        return word.ticks(nanos) + (maxWait << RateSpec.TICK_BITS);
    }

    private long join(SlotWaiter waiter, long nanos, long maxWait) {
        ring(nanos); // lets those go who are late, so that nobody passes them
        lock.lock();
        try {
            if (retired) {
                return GONE;
            }
            longestWait = Math.max(longestWait, maxWait << RateSpec.TICK_BITS);
            return line.join(word, waiter, word.ticks(nanos));
        } finally {
            lock.unlock();
        }
    }

    private long park(SlotWaiter waiter) {
        while (waiter.answer == Gate.PENDING) {
            if (Thread.currentThread().isInterrupted() && leave(waiter)) {
                return Gate.INTERRUPTED;
            }
            clock.parkUntil(this, word.readingAt(waiter.slot));
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
            line.release(word, word.ticks(clock.nanos()), answered);
            left = waiter.answer == Gate.PENDING;
            if (left) {
                line.leave(word, waiter);
            }
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
        return left;
    }

    /** Lets those go whose slot has come. */
    private void ring(long nanos) {
        List<SlotWaiter> answered = new ArrayList<>();
        lock.lock();
        try {
            line.release(word, word.ticks(nanos), answered);
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
    }

    /** Sees to it that the alarm rings for the first slot, if somebody in the line has no thread to look for himself. */
    private void arm() {
        long at;
        lock.lock();
        try {
            if (!line.needsAlarm()) {
                return;
            }
            at = word.readingAt(line.firstSlot());
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

    /** Changes the limit; see {@link TokenBucket#change}. */
    void change(RateSpec spec) {
        List<SlotWaiter> answered = new ArrayList<>();
        lock.lock();
        try {
            Gcra old = word;
            if (retired || old.spec.equals(spec)) {
                return;
            }
            long now = old.ticks(clock.nanos());
            line.release(old, now, answered);
            long tat = old.close();
            long owed = Math.min(Math.max(line.base(old, tat) - now, 0), old.span);
            Gcra next = new Gcra(spec, old.readingAt(0), now);
            long end = line.relay(next, now + inProportion(owed, old.span, next.span), now, answered);
            next.replace(now, end);
            word = next;
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
    }

    /** Rounded up: a rounding error must not be a gift. */
    private static long inProportion(long owed, long span, long newSpan) {
        return BigInteger.valueOf(owed)
                .multiply(BigInteger.valueOf(newSpan))
                .add(BigInteger.valueOf(span - 1))
                .divide(BigInteger.valueOf(span))
                .longValueExact();
    }

    /** Puts this cell out of use if it is full and nobody waits, so that forgetting it changes nothing. */
    boolean retireIfFull(long nanos) {
        if (!isFull(word, word.tat(), nanos) || !lock.tryLock()) {
            return false;
        }
        try {
            Gcra current = word;
            long tat = current.tat();
            boolean closed = line.isEmpty() && isFull(current, tat, nanos) && current.replace(tat, Gcra.CLOSED);
            retired |= closed;
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isFull(Gcra current, long tat, long nanos) {
        return tat != Gcra.CLOSED && tat - current.ticks(nanos) <= 0;
    }
}
