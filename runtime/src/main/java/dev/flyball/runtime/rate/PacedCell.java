package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Cell} whose grants a {@link Pacer} reckons, under the lock.
 *
 * <p>The pacer knows what was really granted. Who waits has been granted nothing yet: the first in the line goes when the
 * pacer allows it, and only he needs to know when that is. What the whole line will have taken, and thus when a newcomer
 * could go, is found by letting everybody take his permits from a copy, {@code end}. It is made afresh when somebody
 * leaves or the limit changes, and now and then as callers go, who are never early but may be late.
 *
 * <p>Instants are readings of the clock less {@code origin}, and never go back. A reading older than the latest may be a
 * caller's who was slow to get the lock, so the clock is asked again; if that went back, the origin goes with it: a
 * clock that steps back neither gives nor takes. {@code origin} is written under the lock and read without it, all else
 * is guarded by the lock.
 */
final class PacedCell extends Cell {

    /** So long, in nanoseconds, sleep those behind the first; whoever becomes first is woken. */
    private static final long UNTIL_TOLD = 1L << 60;

    /** The end of the line is reckoned afresh once so large a part of the line has gone: a sixteenth. */
    private static final int PART = 16;

    private final ArrayDeque<SlotWaiter> line = new ArrayDeque<>(1);
    private final @Nullable Ceiling ceiling;
    private Pacer pacer;
    private volatile long origin;
    private long latest;

    /** What will have been granted when the last in the line has gone, at {@code endsAt}; null where nobody knows. */
    private @Nullable Pacer end;

    private long endsAt;
    private int goneSince;

    /** The ceiling's version under which the line stands. */
    private int version;

    /** A cell that owes nothing, born at the reading {@code now}. */
    PacedCell(Pace pace, Clock clock, Alarm alarm, long now) {
        this(pace, null, clock, alarm, now, 0);
    }

    /** A cell born at the reading {@code now} with a share of its permits spent; a ceiling if the window is adaptive. */
    PacedCell(Pace pace, @Nullable Ceiling ceiling, Clock clock, Alarm alarm, long now, double share) {
        super(clock, alarm);
        this.ceiling = ceiling;
        this.pacer = Pacer.of(pace, ceiling, share, 0);
        this.origin = now;
    }

    Pace pace() {
        lock.lock();
        try {
            return pacer.pace();
        } finally {
            lock.unlock();
        }
    }

    @Override
    long availablePermits(long nanos) {
        lock.lock();
        try {
            long available = pacer.available(instant(nanos));
            boolean closed = ceiling != null && ceiling.opensIn(nanos) > 0;
            return (closed ? Math.min(available, 0) : available) - owedToLine();
        } finally {
            lock.unlock();
        }
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
    double spentShare(long nanos) {
        lock.lock();
        try {
            double line = (double) owedToLine() / pacer.pace().most();
            return Math.min(pacer.spentShare(instant(nanos)) + line, 1);
        } finally {
            lock.unlock();
        }
    }

    private long owedToLine() {
        return line.stream().mapToLong(waiter -> waiter.permits).sum();
    }

    @Override
    long admit(long nanos) {
        return admit(nanos, 1);
    }

    @Override
    long admit(long nanos, long permits) {
        lock.lock();
        try {
            if (line.isEmpty()) {
                return retired() ? GONE : take(instant(nanos), permits);
            }
        } finally {
            lock.unlock();
        }
        return admitBehindOthers(nanos, permits);
    }

    private long admitBehindOthers(long nanos, long permits) {
        List<SlotWaiter> answered = new ArrayList<>();
        long answer;
        lock.lock();
        try {
            long now = instant(nanos);
            release(answered, now);
            answer = retired() ? GONE : take(now, permits);
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
        return answer;
    }

    private long take(long now, long permits) {
        long at = earliest(now, permits);
        if (at > now) {
            return refusal(at, now);
        }
        pacer.take(now, permits);
        return Gate.ADMITTED;
    }

    /** When so many permits can be had behind everybody who waits. */
    private long earliest(long now, long permits) {
        return line.isEmpty() ? earliest(pacer, now, permits) : earliest(end(now), Math.max(endsAt, now), permits);
    }

    private long earliest(Pacer after, long from, long permits) {
        Ceiling above = ceiling;
        return after.earliest(above == null ? from : Math.max(from, latest + above.opensIn(latest + origin)), permits);
    }

    private static long refusal(long at, long now) {
        return at == Pacer.NEVER ? Gate.NEVER : Gate.refusedFor(at - now);
    }

    @Override
    long join(SlotWaiter waiter, long nanos, long maxWait, List<SlotWaiter> answered) {
        long now = instant(nanos);
        release(answered, now);
        waiter.giveUpAt = now + maxWait;
        long slot = earliest(now, waiter.permits);
        if (slot <= now) {
            pacer.take(now, waiter.permits);
            return Gate.ADMITTED;
        }
        if (slot > waiter.giveUpAt) {
            return refusal(slot, now);
        }
        Pacer after = end(now);
        after.take(slot, waiter.permits);
        endsAt = slot;
        line.addLast(waiter);
        if (ceiling != null && line.size() == 1) {
            ceiling.tell(this); // first: a change after this will ring
            version = ceiling.version();
        }
        waiter.slot = line.size() == 1 ? slot : now + UNTIL_TOLD;
        return Gate.PENDING;
    }

    @Override
    void release(long nanos, List<SlotWaiter> answered) {
        if (!line.isEmpty()) {
            release(answered, instant(nanos));
        }
    }

    private void release(List<SlotWaiter> answered, long now) {
        if (ceiling != null && !line.isEmpty() && ceiling.version() != version) {
            version = ceiling.version();
            relay(answered, now);
        }
        SlotWaiter first = line.peekFirst();
        boolean gone = false;
        while (first != null && earliest(pacer, now, first.permits) <= now) {
            pacer.take(now, first.permits);
            line.removeFirst();
            goneSince++;
            gone = true;
            answer(first, Gate.WAITED, answered);
            first = line.peekFirst();
        }
        if (gone || (first != null && first.slot <= now)) {
            wakeFirst(now);
        }
    }

    private static void answer(SlotWaiter waiter, long answer, List<SlotWaiter> answered) {
        waiter.answer = answer;
        answered.add(waiter);
    }

    /** Tells the first in the line when to go. */
    private void wakeFirst(long now) {
        SlotWaiter first = line.peekFirst();
        if (first != null) {
            first.moveTo(earliest(pacer, now, first.permits));
            return;
        }
        end = null;
        if (ceiling != null) {
            ceiling.tellNoMore(this);
        }
    }

    @Override
    void remove(SlotWaiter waiter) {
        boolean wasFirst = line.peekFirst() == waiter;
        line.remove(waiter);
        end = null;
        if (wasFirst) {
            wakeFirst(latest);
        }
    }

    /** What will have been granted when everybody in the line has gone. */
    private Pacer end(long now) {
        Pacer known = end;
        if (known == null || goneSince * PART >= line.size()) {
            known = pacer.copy();
            long at = now;
            for (SlotWaiter waiter : line) {
                at = earliest(known, at, waiter.permits);
                if (at == Pacer.NEVER) { // a ceiling has just fallen below what he wants; he will be told
                    break;
                }
                known.take(at, waiter.permits);
            }
            end = known;
            endsAt = at;
            goneSince = 0;
        }
        return known;
    }

    @Override
    boolean needsAlarm() {
        SlotWaiter first = line.peekFirst();
        return first != null && first.turn != null;
    }

    @Override
    long firstSlot() {
        return line.getFirst().slot;
    }

    @Override
    long readingAt(long slot) {
        return origin + slot;
    }

    private long instant(long nanos) {
        long instant = nanos - origin;
        if (instant < latest) {
            return instantAgain();
        }
        latest = instant;
        return instant;
    }

    private long instantAgain() {
        long now = clock().nanos();
        long instant = now - origin;
        if (instant >= latest) {
            latest = instant;
            return instant;
        }
        origin = now - latest;
        wakeFirst(latest);
        return latest;
    }

    /** Lets those go whose slot has come, and tells those whose slot has moved. */
    void ring() {
        ring(clock().nanos());
    }

    /** Changes the limit; who would have to wait too long under the new one is refused. */
    void change(Pace pace, Inherit how) {
        List<SlotWaiter> answered = new ArrayList<>();
        lock.lock();
        try {
            if (retired() || (pacer.pace().equals(pace) && how != Inherit.RESET)) {
                return;
            }
            long now = instant(clock().nanos());
            release(answered, now);
            pacer = pacer.changed(pace, how, now);
            relay(answered, now);
            release(answered, now);
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
    }

    private void relay(List<SlotWaiter> answered, long now) {
        Pacer after = pacer.copy();
        long at = now;
        for (SlotWaiter waiter : List.copyOf(line)) {
            long slot = earliest(after, at, waiter.permits);
            if (slot > waiter.giveUpAt) {
                line.remove(waiter);
                answer(waiter, refusal(slot, now), answered);
            } else {
                after.take(slot, waiter.permits);
                at = slot;
            }
        }
        end = null;
        wakeFirst(now);
    }

    @Override
    boolean retireIfFull(long nanos) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            boolean idle = !retired() && line.isEmpty() && pacer.isAsNew(instant(nanos));
            if (idle) {
                retire();
            }
            return idle;
        } finally {
            lock.unlock();
        }
    }
}
