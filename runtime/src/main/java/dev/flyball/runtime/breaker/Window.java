package dev.flyball.runtime.breaker;

/**
 * The recent outcomes of one term, from which its rates follow. A term that ends takes its window with it, so a late
 * result can only touch a window that nobody judges any more.
 *
 * <p>A sealed abstract class: while one kind of window is loaded the JIT calls it directly.
 */
abstract sealed class Window permits CountWindowHead, TimeWindow {

    /**
     * Adds one outcome ({@link Outcome#FAILED} | {@link Outcome#SLOW}, or {@link Outcome#OK}).
     *
     * @param now the clock's reading, or 0 if the caller has none
     * @return whether a verdict may have become due: only then need anybody look at {@link #tally}
     */
    abstract boolean add(int outcome, long now);

    /**
     * The outcomes now in the window: exact once no {@link #add} is running, never negative.
     *
     * @param now the clock's reading, or 0 if the caller has none
     */
    abstract Tally tally(long now);

    /** This window if the rules say nothing else, else another with this one's newest outcomes, or empty if of another kind. */
    abstract Window under(Rules others);
}
