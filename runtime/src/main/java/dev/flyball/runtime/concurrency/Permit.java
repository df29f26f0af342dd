package dev.flyball.runtime.concurrency;

import java.util.concurrent.atomic.AtomicBoolean;

/** A place in a {@link Bulkhead}, given back once however often one asks. Thread-safe. */
public final class Permit implements AutoCloseable {

    private final Bulkhead bulkhead;
    private final AtomicBoolean released = new AtomicBoolean();

    Permit(Bulkhead bulkhead) {
        this.bulkhead = bulkhead;
    }

    /** Gives the place back; only the first call does. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            bulkhead.release();
        }
    }

    /** As {@link #release}. */
    @Override
    public void close() {
        release();
    }
}
