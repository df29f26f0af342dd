package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;

/** A call that was not run because as many as allowed run already, and no more may wait. */
public final class BulkheadFullException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final int inFlight;
    private final int max;
    private final int waiting;

    private BulkheadFullException(
            String message, String method, String policy, long retryAfter, int inFlight, int max, int waiting) {
        super(message, method, policy, retryAfter);
        this.inFlight = inFlight;
        this.max = max;
        this.waiting = waiting;
    }

    static BulkheadFullException of(long answer, String method, Bulkhead bulkhead, long maxWaitNanos) {
        int inFlight = bulkhead.inFlight();
        int max = bulkhead.max();
        int waiting = bulkhead.waiting();
        String calls = method + " runs " + inFlight + " of " + max + " calls, " + waiting + " of "
                + bulkhead.maxWaiting() + " waiting";
        String message;
        if (answer == Gate.INTERRUPTED) {
            message = "[bulkhead-interrupted] " + calls + "; interrupted while waiting for one to end";
        } else if (answer == Bulkhead.TIMED_OUT) {
            message = "[bulkhead-timeout] " + calls + "; none ended within maxWait " + inWords(maxWaitNanos)
                    + "; raise max or maxWait";
        } else {
            message = "[bulkhead-full] " + calls
                    + "; raise max, let calls wait with maxWaiting and maxWait, or retry later";
        }
        return new BulkheadFullException(message, method, bulkhead.name(), UNKNOWN, inFlight, max, waiting);
    }

    /** Calls that ran when this one was refused. */
    public int inFlight() {
        return inFlight;
    }

    /** Calls that were allowed to run at once. */
    public int max() {
        return max;
    }

    /** Calls that waited. */
    public int waiting() {
        return waiting;
    }
}
