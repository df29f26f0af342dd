package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.time.Clock;

/** Waiting on the caller's own thread. */
final class Pause {

    private Pause() {}

    /** Waits until the deadline; false, with the interrupt flag kept, if the thread was interrupted. */
    static boolean until(Clock clock, long deadline) {
        while (!Thread.currentThread().isInterrupted()) {
            if (deadline - clock.nanos() <= 0) {
                return true;
            }
            clock.parkUntil(Pause.class, deadline);
        }
        return false;
    }
}
