package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One owner's share of a bulkhead: the places he holds, and his callers that wait.
 *
 * <pre>
 * word    mark, 1 bit | callers that wait, 30 bits | places held, 32 bits
 * </pre>
 *
 * <p>An owner's count and the bulkhead's change as if at one moment: whoever takes or gives a place back sets the mark
 * by compare-and-set, changes the bulkhead's count, and writes the new word, which takes the mark away. Others with the
 * same owner spin meanwhile; other owners see the bulkhead's count alone. Taking the two one after the other would need
 * an undo, and a place taken only to be given back is a place refused to somebody else.
 *
 * <p>{@code line} and {@code ready} belong to whoever holds the {@link OwnerLine}'s lock, and so does changing the
 * number of callers that wait, which is the line's length.
 */
final class PlaceCell extends OwnerCell implements Comparable<PlaceCell> {

    /** The owner has as many places as he may. */
    static final long OWNER_FULL = Gate.refusedFor(1);

    /** The table has given this cell up: look again. Never leaves this package. */
    static final long GONE = Gate.refusedFor(2);

    private static final long ONE_WAITER = 1L << 32;
    private static final long MARK = 1L << 62;
    private static final int SPINS = 64;

    /** What a ticket remembers the cell by. */
    final int number;

    /** Whether it is among the owners who wait for nothing but a place of the bulkhead. */
    boolean ready;

    private final ArrayDeque<OwnedWaiter> line = new ArrayDeque<>(1);

    PlaceCell(int number) {
        super(0);
        this.number = number;
    }

    /** The note of a call that was admitted at once; a wait adds {@link Gate#WAITED}. */
    long note() {
        return (long) number << 1;
    }

    static int numberIn(long note) {
        return (int) (note >> 1);
    }

    private static int waiters(long word) {
        return (int) (word >> 32);
    }

    boolean hasWaiters() {
        return waiters(word() & ~MARK) > 0;
    }

    /** Takes a place for a newcomer, who overtakes nobody of his owner's that waits. */
    long take(Bulkhead places, int limit) {
        while (true) {
            long word = settled();
            if (word < 0) {
                return GONE;
            }
            if (held(word) >= limit) {
                return OWNER_FULL;
            }
            if (waiters(word) > 0) {
                return Bulkhead.FULL;
            }
            if (replace(word, word | MARK)) {
                return taken(word, places);
            }
        }
    }

    /** Takes a place for the first of those that wait. */
    long takeTurn(Bulkhead places, int limit) {
        while (true) {
            long word = settled();
            if (held(word) >= limit) {
                return OWNER_FULL;
            }
            if (replace(word, word | MARK)) {
                return taken(word, places);
            }
        }
    }

    private long taken(long word, Bulkhead places) {
        long next = word;
        try {
            if (places.tryAcquire()) {
                next = word + 1;
            }
        } finally {
            put(next);
        }
        return next == word ? Bulkhead.FULL : Gate.ADMITTED;
    }

    /** Takes a place that the caller has in hand already, as far as the bulkhead is concerned. */
    boolean takeFromHand(int limit) {
        while (true) {
            long word = settled();
            if (held(word) >= limit) {
                return false;
            }
            if (replace(word, word + 1)) {
                return true;
            }
        }
    }

    /** Gives a place back; false if the owner has none. */
    boolean give(Bulkhead places) {
        while (true) {
            long word = settled();
            if (held(word) <= 0) {
                return false;
            }
            if (replace(word, word | MARK)) {
                try {
                    places.leave();
                } finally {
                    put(word - 1);
                }
                return true;
            }
        }
    }

    /** Gives a place back that stays taken as far as the bulkhead is concerned: it is in the caller's hand now. */
    boolean giveIntoHand() {
        while (true) {
            long word = settled();
            if (held(word) <= 0) {
                return false;
            }
            if (replace(word, word - 1)) {
                return true;
            }
        }
    }

    /** The word once nobody's mark is on it. */
    @SuppressWarnings("ThreadPriorityCheck") // whoever has set the mark may have lost its processor
    private long settled() {
        for (int spins = 0; ; spins++) {
            long word = word();
            if (word < MARK) {
                return word;
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Queues a caller up; false if the table has given this cell up. */
    boolean enqueue(OwnedWaiter waiter) {
        if (!addWaiters(ONE_WAITER)) {
            return false;
        }
        line.add(waiter);
        return true;
    }

    /** Takes a caller who has left out of the line. */
    boolean remove(OwnedWaiter waiter) {
        return line.remove(waiter) && addWaiters(-ONE_WAITER);
    }

    /** The first that still waits, now granted and out of the line; null if none does. */
    @Nullable
    OwnedWaiter grantFirst() {
        OwnedWaiter first;
        while ((first = line.poll()) != null) {
            addWaiters(-ONE_WAITER);
            if (first.waiter.grant()) {
                return first;
            }
        }
        return null;
    }

    /** By the arrival of the first that waits. */
    @Override
    public int compareTo(PlaceCell other) {
        return Long.compare(line.getFirst().arrival, other.line.getFirst().arrival);
    }

    private boolean addWaiters(long change) {
        while (true) {
            long word = settled();
            if (word < 0) {
                return false;
            }
            if (replace(word, word + change)) {
                return true;
            }
        }
    }
}
