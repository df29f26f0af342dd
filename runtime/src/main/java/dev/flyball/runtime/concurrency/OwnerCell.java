package dev.flyball.runtime.concurrency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What an {@link OwnerTable} keeps for one owner, in one word of which only the lower half, the number of places held,
 * means the same for every kind of cell. A word of 0 says what no cell would say too, so that such a cell may be
 * retired at any time.
 *
 * <p>Everybody writes {@code word} by compare-and-set, and nobody writes it once it is {@link #RETIRED}: whoever finds
 * that looks his owner up again. {@code used} is a plain hint: a lost write costs an owner his cell a round early.
 */
abstract class OwnerCell {

    /** The word of a cell that its table has given up. All others are at least 0. */
    static final long RETIRED = Long.MIN_VALUE;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(OwnerCell.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long word;
    private boolean used = true;

    OwnerCell(long word) {
        this.word = word;
    }

    final long word() {
        return word;
    }

    final boolean replace(long expected, long next) {
        return WORD.compareAndSet(this, expected, next);
    }

    /** Writes the word where nobody else can be writing it. */
    final void put(long next) {
        WORD.setRelease(this, next);
    }

    static int held(long word) {
        return (int) word;
    }

    /** Places that the owner holds. */
    final int held() {
        return held(Math.max(word, 0));
    }

    final boolean retired() {
        return word == RETIRED;
    }

    /** Gives the cell up unless it says something. */
    final boolean retire() {
        return replace(0, RETIRED);
    }

    /** Its owner has been looked up. */
    final void touch() {
        if (!used) {
            used = true;
        }
    }

    /** Whether nobody has looked since the last time; asking forgets it. */
    final boolean untouched() {
        boolean quiet = !used;
        used = false;
        return quiet;
    }
}
