package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Callers that wait for permits not yet there, oldest first, each with the slot from which it may go. Their permits are
 * spent already: the word's theoretical arrival time covers the whole line, so that nobody can overtake it.
 *
 * <pre>
 * base of the first   what was owed before anybody waited
 * base + cost         the next one's base; that of the last is the word's tat
 * slot                base + cost - span
 * </pre>
 *
 * <p>Not thread-safe: the bucket's lock guards it. Only callers that the word admits without the lock may interfere, and
 * these exist only once the last slot has passed; every method looks whether that happened.
 */
final class SlotLine {

    private final ArrayDeque<SlotWaiter> waiters = new ArrayDeque<>(1);
    private long permits;
    private int turns;

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    int size() {
        return waiters.size();
    }

    /** Whether somebody waits who cannot look at the time for himself. */
    boolean needsAlarm() {
        return turns > 0;
    }

    /** When the first may go. */
    long firstSlot() {
        return waiters.getFirst().slot;
    }

    /** Takes the next slot: {@link Gate#PENDING}, {@link Gate#ADMITTED} if none need wait after all, or a refusal. */
    long join(Gcra word, SlotWaiter waiter, long now) {
        long cost = waiter.permits * word.interval;
        while (true) {
            long tat = word.tat();
            long next = now + Math.max(tat - now, 0) + cost;
            long slot = next - word.span;
            if (slot - now > 0 && slot - waiter.giveUpAt > 0) {
                return Gate.refusedFor(Gcra.nanosUp(slot - now));
            }
            if (word.replace(tat, next)) {
                if (slot - now <= 0) {
                    return Gate.ADMITTED;
                }
                waiter.moveTo(slot);
                add(waiter);
                return Gate.PENDING;
            }
        }
    }

    /** Lets those go whose slot has come. */
    void release(Gcra word, long now, List<SlotWaiter> answered) {
        SlotWaiter first = waiters.peekFirst();
        if (first == null || first.slot - now > 0) {
            return;
        }
        if (base(word, first) - now < 0) {
            // So late that some of what it spent lies in the past: going now, it would go on top of a full burst.
            moveUpTo(word, now);
        }
        while (!waiters.isEmpty() && waiters.getFirst().slot - now <= 0) {
            SlotWaiter waiter = waiters.getFirst();
            remove(waiter);
            waiter.answer = Gate.WAITED;
            answered.add(waiter);
        }
    }

    /** Takes a caller out whose slot has not come; all behind it move forward. */
    void leave(Gcra word, SlotWaiter leaver) {
        long cost = leaver.permits * word.interval;
        boolean behind = false;
        long tat = end(word);
        for (SlotWaiter waiter : waiters) {
            if (behind) {
                waiter.moveTo(waiter.slot - cost);
            }
            behind |= waiter == leaver;
        }
        remove(leaver);
        word.replace(tat, tat - cost); // fails only if the last slot has passed meanwhile: then it counts as used
    }

    /** Moves everybody, and what is owed, forward in time. */
    void cut(Gcra word, long excess, long tat) {
        if (word.replace(tat, tat - excess)) {
            for (SlotWaiter waiter : waiters) {
                waiter.moveTo(waiter.slot - excess);
            }
        }
    }

    /** What was owed before the line, given the closed word's last value. */
    long base(Gcra word, long tat) {
        SlotWaiter first = waiters.peekFirst();
        return first == null ? tat : base(word, first);
    }

    /**
     * Gives everybody a new slot under another word, those that would have to wait too long a refusal. Answers the end
     * of the line.
     */
    long relay(Gcra word, long base, long now, List<SlotWaiter> answered) {
        long end = base;
        for (SlotWaiter waiter : List.copyOf(waiters)) {
            long next = end + waiter.permits * word.interval;
            long slot = next - word.span;
            if (slot - waiter.giveUpAt > 0) {
                remove(waiter);
                waiter.answer = Gate.refusedFor(Gcra.nanosUp(slot - now));
                answered.add(waiter);
            } else {
                waiter.moveTo(slot);
                end = next;
            }
        }
        return end;
    }

    private void moveUpTo(Gcra word, long now) {
        while (true) {
            long tat = word.tat();
            long overtaken = tat - end(word);
            long from = overtaken == 0 ? now : now + Math.max(tat - now, 0);
            if (word.replace(tat, from + permits * word.interval)) {
                long next = from;
                for (SlotWaiter waiter : waiters) {
                    next += waiter.permits * word.interval;
                    waiter.moveTo(next - word.span);
                }
                return;
            }
        }
    }

    private long base(Gcra word, SlotWaiter waiter) {
        return waiter.slot + word.span - waiter.permits * word.interval;
    }

    private long end(Gcra word) {
        return waiters.getLast().slot + word.span;
    }

    private void add(SlotWaiter waiter) {
        waiters.addLast(waiter);
        permits += waiter.permits;
        turns += waiter.turn == null ? 0 : 1;
    }

    private void remove(SlotWaiter waiter) {
        for (Iterator<@Nullable SlotWaiter> all = waiters.iterator(); all.hasNext(); ) {
            if (all.next() == waiter) {
                all.remove();
                permits -= waiter.permits;
                turns -= waiter.turn == null ? 0 : 1;
                return;
            }
        }
    }
}
