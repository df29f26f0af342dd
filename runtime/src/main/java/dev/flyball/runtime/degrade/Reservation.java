package dev.flyball.runtime.degrade;

import java.util.concurrent.atomic.AtomicBoolean;

/** A worker and bytes of one name's grant, taken by hand, until it is closed. Thread-safe. */
public final class Reservation implements AutoCloseable {

    private final Account account;
    private final long bytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    Reservation(Account account, long bytes) {
        this.account = account;
        this.bytes = bytes;
    }

    /** Bytes that are reserved. */
    public long bytes() {
        return bytes;
    }

    /** Gives both back; a second time does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            account.give(bytes);
        }
    }
}
