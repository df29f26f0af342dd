package dev.flyball.runtime.breaker;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The probes of one half-open term, one slot each.
 *
 * <p>A slot is FREE, or in flight until a deadline, or settled with an outcome. Whoever wants a slot CASes it from FREE to
 * its deadline; whoever holds it CASes that deadline to an outcome, or back to FREE if the call said nothing; whoever
 * finds the deadline passed CASes it to FAILED. Each slot settles once, and a settled slot is never used again, so an
 * owner that comes too late finds it settled and changes nothing. As there are no more slots than probes, no more than
 * {@code size} are ever in flight or settled; as each slot in flight has a deadline, waiting callers always get an end.
 *
 * <p>All accesses are volatile: the last to settle sees every slot settled.
 */
final class Probes {

    /** No slot for this caller now. */
    static final int NONE = -1;

    private static final long FREE = 0;

    private final AtomicLongArray slots;
    private final long origin;

    Probes(int size, long origin) {
        this.slots = new AtomicLongArray(size);
        this.origin = origin;
    }

    int size() {
        return slots.length();
    }

    /** Settles probes whose deadline has passed as failed, and tells whether there were any. */
    boolean expire(long now) {
        boolean any = false;
        for (int i = 0; i < slots.length(); i++) {
            long seen = slots.get(i);
            if (isInFlight(seen) && now - origin >= seen - 1) {
                any |= slots.compareAndSet(i, seen, settled(Outcome.FAILED));
            }
        }
        return any;
    }

    /** A slot in flight until {@code deadline}, or {@link #NONE}. */
    int take(long deadline) {
        long inFlight = Math.max(0, deadline - origin) + 1;
        for (int i = 0; i < slots.length(); i++) {
            if (slots.get(i) == FREE && slots.compareAndSet(i, FREE, inFlight)) {
                return i;
            }
        }
        return NONE;
    }

    /** Ends the probe; false if its deadline was found passed before. */
    boolean settle(int slot, int outcome) {
        long seen = slots.get(slot);
        long next = outcome == Outcome.UNSAMPLED ? FREE : settled(outcome);
        return isInFlight(seen) && slots.compareAndSet(slot, seen, next);
    }

    /** How many may start. */
    int free() {
        int free = 0;
        for (int i = 0; i < slots.length(); i++) {
            free += slots.get(i) == FREE ? 1 : 0;
        }
        return free;
    }

    Tally tally() {
        int calls = 0;
        int failed = 0;
        int slow = 0;
        for (int i = 0; i < slots.length(); i++) {
            long seen = slots.get(i);
            if (seen < 0) {
                long outcome = -1 - seen;
                calls++;
                failed += (outcome & Outcome.FAILED) == 0 ? 0 : 1;
                slow += (outcome & Outcome.SLOW) == 0 ? 0 : 1;
            }
        }
        return new Tally(calls, failed, slow);
    }

    private static boolean isInFlight(long slot) {
        return slot > 0;
    }

    private static long settled(int outcome) {
        return -1L - outcome;
    }
}
