package dev.flyball.runtime.breaker;

/**
 * The recent outcomes of one term, from which its rates follow. A term that ends takes its window with it, so a late
 * result can only touch a window that nobody judges any more.
 *
 * <p>A sealed abstract class: while one kind of window is loaded the JIT calls it directly.
 */
abstract sealed class Window permits CountWindowHead {

    /**
     * Adds one outcome ({@link Outcome#FAILED} | {@link Outcome#SLOW}, or {@link Outcome#OK}).
     *
     * @return whether a verdict may have become due: only then need anybody look at {@link #tally}
     */
    abstract boolean add(int outcome);

    /** The outcomes now in the window: exact once no {@link #add} is running, never negative. */
    abstract Tally tally();

    /** This window if it has that size and minimum, else one that begins with this one's newest outcomes. */
    abstract Window resized(int size, int minimum);
}
