package dev.flyball.runtime.pool;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Results in the order of their items, computed ahead of whoever takes them, but not far ahead: whoever takes slowly slows
 * the reading of items. Items are read in the thread that asks for results. For one thread at a time; {@link #close} it,
 * or take all, or cancelled work goes on for as long as it likes.
 *
 * <p>A failed task ends everything: {@link #hasNext} throws a {@link CompletionException} whose cause is the failure,
 * later failures suppressed; likewise with a {@link java.util.concurrent.TimeoutException} at the deadline. An
 * interrupted thread gets a {@link CancellationException}, and keeps its interrupt. What the source of the items throws
 * is thrown as it is, after the results of all items before. In each case nothing runs any more.
 */
public final class Results<R extends @Nullable Object> implements Iterator<R>, AutoCloseable {

    private final Conveyor<?, R> conveyor;
    private final Runnable onClose;

    Results(Conveyor<?, R> conveyor, Runnable onClose) {
        this.conveyor = conveyor;
        this.onClose = onClose;
    }

    /** Whether there is another result; waits for it. */
    @Override
    public boolean hasNext() {
        try {
            return conveyor.advance();
        } catch (ExecutionException failed) {
            CompletionException unchecked = new CompletionException(failed.getMessage(), failed.getCause());
            for (Throwable later : failed.getSuppressed()) {
                unchecked.addSuppressed(later);
            }
            throw unchecked;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("[results-interrupted] the thread that took results was interrupted; "
                    + "all tasks were cancelled");
        }
    }

    /** The next result; waits for it. */
    @Override
    @SuppressWarnings("unchecked") // a conveyor that makes outcomes has them for R
    public R next() {
        if (!hasNext()) {
            throw new NoSuchElementException("[no-more-results] every item's result was taken; ask hasNext() first");
        }
        return (R) conveyor.take();
    }

    /** The results that are left, as a stream; closing it closes these. */
    public Stream<R> stream() {
        int ordered = Spliterator.ORDERED;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, ordered), false)
                .onClose(this::close);
    }

    /** Cancels what runs, and waits until it has ended; then closes the stream that the items came from, if any. */
    @Override
    public void close() {
        try {
            conveyor.close();
        } finally {
            onClose.run();
        }
    }

    /** Items that were read and whose results were not taken; never more than workers and queue together. */
    public long unfinished() {
        return conveyor.unfinished();
    }
}
