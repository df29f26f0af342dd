package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * One bucket of permits: a {@link Cell} whose grants are one word.
 *
 * <p>An admission takes one compare-and-set on {@code word} and never the lock. The lock guards every change to the word
 * that is not an admission. {@code word} is replaced under the lock when the spec changes; the old one is closed first,
 * so that nobody spends from both. {@code longestWait}: written under the lock, read without it.
 */
final class RateCell extends Cell {

    private final SlotLine line = new SlotLine();
    private volatile Gcra word;

    /** The longest wait that anybody was granted, in ticks: nobody can owe more than a span and this. */
    private volatile long longestWait;

    /** A full cell, born at the reading {@code now}. */
    RateCell(RateSpec spec, Clock clock, Alarm alarm, long now) {
        this(spec, clock, alarm, now, 0);
    }

    /** A cell born at the reading {@code now} with a share of its permits spent. */
    RateCell(RateSpec spec, Clock clock, Alarm alarm, long now, double share) {
        super(clock, alarm);
        Gcra full = new Gcra(spec, now, 0);
        this.word = share <= 0 ? full : new Gcra(spec, now, owed(share, full.span));
    }

    private static long owed(double share, long span) {
        return Math.min((long) Math.ceil(share * span), span);
    }

    RateSpec spec() {
        return word.spec;
    }

    @Override
    long availablePermits(long nanos) {
        Gcra current = word;
        long lead = Math.max(current.tat() - current.ticks(nanos), 0);
        return Math.floorDiv(current.span - lead, current.interval);
    }

    @Override
    int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    long admit(long nanos) {
        Gcra current = word;
        long missing = current.take(current.ticks(nanos), current.interval);
        return missing == 0 ? Gate.ADMITTED : refuse(current, nanos, 1, missing);
    }

    @Override
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
            return !retired();
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
            if (retired()) {
                return GONE;
            }
            long tat = current.tat();
            long now = current.ticks(clock().nanos());
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

    @Override
    long join(SlotWaiter waiter, long nanos, long maxWait, List<SlotWaiter> answered) {
        Gcra current = word;
        long now = current.ticks(nanos);
        line.release(current, now, answered);
        long longest = maxWait << RateSpec.TICK_BITS;
        waiter.giveUpAt = now + longest;
        longestWait = Math.max(longestWait, longest);
        return line.join(current, waiter, now);
    }

    @Override
    void release(long nanos, List<SlotWaiter> answered) {
        line.release(word, word.ticks(nanos), answered);
    }

    @Override
    void remove(SlotWaiter waiter) {
        line.leave(word, waiter);
    }

    @Override
    boolean needsAlarm() {
        return line.needsAlarm();
    }

    @Override
    long firstSlot() {
        return line.firstSlot();
    }

    @Override
    long readingAt(long slot) {
        return word.readingAt(slot);
    }

    @Override
    double spentShare(long nanos) {
        Gcra current = word;
        long lead = Math.max(current.tat() - current.ticks(nanos), 0);
        return Math.min((double) lead / current.span, 1);
    }

    /** Changes the limit; see {@link TokenBucket#change}. */
    void change(RateSpec spec, Inherit how) {
        List<SlotWaiter> answered = new ArrayList<>();
        lock.lock();
        try {
            Gcra old = word;
            if (retired() || (old.spec.equals(spec) && how != Inherit.RESET)) {
                return;
            }
            long now = old.ticks(clock().nanos());
            line.release(old, now, answered);
            long tat = old.close();
            long owed = Math.min(Math.max(line.base(old, tat) - now, 0), old.span);
            Gcra next = new Gcra(spec, old.readingAt(0), now);
            long end = line.relay(next, now + inherited(owed, old, next, how), now, answered);
            next.replace(now, end);
            word = next;
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
    }

    private static long inherited(long owed, Gcra old, Gcra next, Inherit how) {
        return how == Inherit.PROPORTIONALLY
                ? inProportion(owed, old.span, next.span)
                : owed(how.share((double) owed / old.span, old.spec.burst(), next.spec.burst()), next.span);
    }

    /** Rounded up: a rounding error must not be a gift. */
    private static long inProportion(long owed, long span, long newSpan) {
        return BigInteger.valueOf(owed)
                .multiply(BigInteger.valueOf(newSpan))
                .add(BigInteger.valueOf(span - 1))
                .divide(BigInteger.valueOf(span))
                .longValueExact();
    }

    @Override
    boolean retireIfFull(long nanos) {
        if (!isFull(word, word.tat(), nanos) || !lock.tryLock()) {
            return false;
        }
        try {
            Gcra current = word;
            long tat = current.tat();
            boolean closed = line.isEmpty() && isFull(current, tat, nanos) && current.replace(tat, Gcra.CLOSED);
            if (closed) {
                retire();
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isFull(Gcra current, long tat, long nanos) {
        return tat != Gcra.CLOSED && tat - current.ticks(nanos) <= 0;
    }
}
