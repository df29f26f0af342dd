package dev.flyball.runtime.concurrency;

import java.util.Arrays;

/**
 * Cells by number: a ticket has room for a number, and none for a reference.
 *
 * <p>Whoever makes or gives up a cell holds this object's monitor. Looking one up does not: a call that holds a place has
 * found its cell in the table, which happened after the cell was put here, and a cell with a place taken is not given
 * up. So its slot is written before every such look-up, and not again until after the last.
 */
final class CellNumbers {

    private static final int BITS = 6;
    private static final int CHUNK = 1 << BITS;

    /** Chunks never move; the array of them is replaced when it grows. */
    private volatile PlaceCell[][] chunks = new PlaceCell[0][];

    private int[] free = new int[CHUNK];
    private int freeCount;
    private int next;

    /** A new cell. */
    synchronized PlaceCell make() {
        int number = freeCount > 0 ? free[--freeCount] : next++;
        if (number >> BITS == chunks.length) {
            grow();
        }
        PlaceCell cell = new PlaceCell(number);
        chunks[number >> BITS][number & (CHUNK - 1)] = cell;
        return cell;
    }

    private void grow() {
        PlaceCell[][] more = Arrays.copyOf(chunks, chunks.length + 1);
        more[chunks.length] = new PlaceCell[CHUNK];
        chunks = more;
    }

    /** The cell of that number, for whoever holds a place of it. */
    PlaceCell get(int number) {
        return chunks[number >> BITS][number & (CHUNK - 1)];
    }

    /** Nobody holds a place of that cell, nor ever will. */
    synchronized void giveUp(PlaceCell cell) {
        chunks[cell.number >> BITS][cell.number & (CHUNK - 1)] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = cell.number;
    }
}
