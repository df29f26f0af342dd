package dev.flyball.runtime.concurrency;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A place under an {@link AdaptiveLimit}, given back with a word on how the call went. The first word counts, and later
 * ones do nothing. Thread-safe.
 */
public final class AdaptivePermit implements AutoCloseable {

    private final AdaptiveLimit limit;
    private final long note;
    private final long startedAt;
    private final AtomicBoolean told = new AtomicBoolean();

    AdaptivePermit(AdaptiveLimit limit, long note, long startedAt) {
        this.limit = limit;
        this.note = note;
        this.startedAt = startedAt;
    }

    /** The call went well: its latency, from the admission until now, is a sample. */
    public void success() {
        if (first()) {
            limit.success(note, startedAt, limit.now());
        }
    }

    /** The call says nothing of the load: it was cancelled, or refused further in. */
    public void ignore() {
        if (first()) {
            limit.ignore(note, startedAt, limit.now());
        }
    }

    /** The call timed out, or was turned away by an overloaded callee: the limit was too high. */
    public void drop() {
        if (first()) {
            limit.drop(note, startedAt, limit.now());
        }
    }

    private boolean first() {
        return told.compareAndSet(false, true);
    }

    /** As {@link #ignore}. */
    @Override
    public void close() {
        ignore();
    }
}
