package dev.flyball.runtime.pool;

import org.jspecify.annotations.Nullable;

/**
 * A thread at work that can be interrupted while it is at it, and not a moment longer. An interrupt is sent while holding
 * this monitor, and rising takes it; so none of ours arrives later, and one that did arrive is cleared.
 */
final class Seat {

    private @Nullable Thread thread;
    private boolean interrupted;

    /** The calling thread works from now on; false if it was told to stop before its first step. */
    synchronized boolean sit() {
        if (interrupted) {
            return false;
        }
        thread = Thread.currentThread();
        return true;
    }

    /** The calling thread, which sat here, is done. */
    synchronized void rise() {
        thread = null;
        if (interrupted) {
            Thread.interrupted();
        }
    }

    /** Interrupts who sits here; who has not sat down yet will not. */
    synchronized void interrupt() {
        interrupted = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Whether {@link #interrupt} was called. */
    synchronized boolean wasInterrupted() {
        return interrupted;
    }
}
