package dev.flyball.runtime.concurrency;

import java.util.concurrent.atomic.AtomicBoolean;

/** Something taken from a {@link Bulkhead} or from {@link Quotas}, given back once however often one asks. Thread-safe. */
public final class Permit implements AutoCloseable {

    private final Runnable giveBack;
    private final AtomicBoolean released = new AtomicBoolean();

    Permit(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** Gives back what was taken; only the first call does. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            giveBack.run();
        }
    }

    /** As {@link #release}. */
    @Override
    public void close() {
        release();
    }
}
