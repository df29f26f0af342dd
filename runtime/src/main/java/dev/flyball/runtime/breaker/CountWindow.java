package dev.flyball.runtime.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The outcomes of the last {@code size} calls.
 *
 * <p>A call claims a place by one {@code getAndAdd} on {@code sequence}; place {@code p} is slot {@code p % size}. A slot
 * starts as {@link Outcome#OK}, and a call that finds its own outcome there already leaves it alone. Any other call swaps
 * the slot and adds the difference to {@code totals} (failed in the low half, slow in the high half). So {@code totals} is
 * at every quiet moment the sum of the slots, whoever overtook whom. How many calls there are follows from
 * {@code sequence}. A successful call after {@code size} successful ones would leave all as it is, so it writes nothing:
 * while all goes well, calls share no written word.
 *
 * <p>Who writes what, and how:
 * <ul>
 *   <li>{@code sequence}: every call but those, getAndAdd (volatile). The one hot word, alone on its lines.
 *   <li>{@code totals}: a call that changed a slot, getAndAdd (volatile). Read by every call <em>after</em> it claimed
 *       its place; zero means that every slot is OK, or about to be made otherwise by a call that has yet to add its
 *       difference, which is the same as one that comes after us. Zero therefore ends a successful call.
 *   <li>{@code ring}: getAcquire to compare, getAndSet (volatile) to change, so that each difference is applied once.
 * </ul>
 *
 * <p>A verdict is never missed: whoever raises {@code totals} reads {@code sequence} afterwards, and whoever claims the
 * place that completes the minimum reads {@code totals} afterwards; both words being volatile, the later of two such
 * calls sees the other. A call in between may see one that claimed its place but has not stored its outcome: it then
 * counts the outcome that the slot had before. One difference may arrive before the one it undoes, so that a half of
 * {@code totals} is briefly below zero: {@link #tally} reads that as none.
 */
final class CountWindow extends CountWindowTotals {

    static final int LARGEST = 1 << 20;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(byte[].class);

    private final byte[] ring;
    private final long verdictFrom;

    /**
     * @param size how many calls it remembers
     * @param minimum how many it needs before rates mean something, at most {@code size}
     */
    CountWindow(int size, int minimum) {
        this.ring = new byte[size];
        this.verdictFrom = minimum - 1L;
    }

    @Override
    boolean add(int outcome, long now) {
        if ((outcome | totals()) == 0 && claimed() >= ring.length) {
            return false;
        }
        long place = claim();
        return (outcome | totals()) != 0 && change(place, outcome);
    }

    private boolean change(long place, int outcome) {
        int slot = (int) (place % ring.length);
        int raised = 0;
        if ((byte) SLOT.getAcquire(ring, slot) != outcome) {
            int old = (byte) SLOT.getAndSet(ring, slot, (byte) outcome);
            raised = outcome & ~old;
            addToTotals(packed(outcome) - packed(old));
        }
        return raised != 0 || place == verdictFrom;
    }

    private static long packed(int outcome) {
        return (outcome & Outcome.FAILED) + ((long) (outcome & Outcome.SLOW) << 31);
    }

    @Override
    Tally tally(long now) {
        long both = totals();
        int calls = (int) Math.min(claimed(), ring.length);
        int failed = (int) both;
        int slow = (int) ((both - failed) >> 32);
        return new Tally(calls, within(calls, failed), within(calls, slow));
    }

    @Override
    Window under(Rules others) {
        return others.spec.window() instanceof BreakerWindow.Calls wanted
                ? resized(wanted.calls(), others.windowMinimum())
                : others.emptyWindow();
    }

    private Window resized(int size, int minimum) {
        if (size == ring.length && minimum - 1L == verdictFrom) {
            return this;
        }
        CountWindow other = new CountWindow(size, minimum);
        long end = claimed();
        for (long place = end - Math.min(end, Math.min(size, ring.length)); place < end; place++) {
            other.add((byte) SLOT.getAcquire(ring, (int) (place % ring.length)), 0);
        }
        return other;
    }

    private static int within(int calls, int count) {
        return Math.max(0, Math.min(calls, count));
    }
}

/** Keeps the hot word off the line of the fields before it: this object's header and its neighbour in the heap. */
@SuppressWarnings("unused")
abstract sealed class CountWindowHead extends Window permits CountWindowSequence {
    private long h00, h01, h02, h03, h04, h05, h06, h07, h08, h09, h10, h11, h12, h13, h14, h15;
}

/** The hot word. */
abstract sealed class CountWindowSequence extends CountWindowHead permits CountWindowGap {
    private static final VarHandle SEQUENCE =
            Words.longField(MethodHandles.lookup(), CountWindowSequence.class, "sequence");

    private volatile long sequence;

    final long claim() {
        return (long) SEQUENCE.getAndAdd(this, 1L);
    }

    final long claimed() {
        return sequence;
    }
}

/** Keeps the rarely written totals, and all that is only read, off the hot word's line and the line fetched with it. */
@SuppressWarnings("unused")
abstract sealed class CountWindowGap extends CountWindowSequence permits CountWindowTotals {
    private long g00, g01, g02, g03, g04, g05, g06, g07, g08, g09, g10, g11, g12, g13, g14, g15;
}

/** The sums over the ring. */
abstract sealed class CountWindowTotals extends CountWindowGap permits CountWindow {
    private static final VarHandle TOTALS = Words.longField(MethodHandles.lookup(), CountWindowTotals.class, "totals");

    private volatile long totals;

    final long totals() {
        return totals;
    }

    final void addToTotals(long difference) {
        TOTALS.getAndAdd(this, difference);
    }
}
