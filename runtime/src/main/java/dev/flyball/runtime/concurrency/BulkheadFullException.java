package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;

/**
 * A call that was not run because as many as allowed run already, and no more may wait. Puts its message together when
 * somebody reads it: under overload most refusals are never printed.
 */
public final class BulkheadFullException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final long answer;
    private final int inFlight;
    private final int max;
    private final int waiting;
    private final int maxWaiting;
    private final long maxWaitNanos;

    /**
     * @param answer a negative answer of the bulkhead
     * @param maxWaitNanos how long the call was ready to wait
     */
    BulkheadFullException(long answer, String method, Bulkhead bulkhead, long maxWaitNanos) {
        super("", method, bulkhead.name(), UNKNOWN);
        this.answer = answer;
        this.inFlight = bulkhead.inFlight();
        this.max = bulkhead.max();
        this.waiting = bulkhead.waiting();
        this.maxWaiting = bulkhead.maxWaiting();
        this.maxWaitNanos = maxWaitNanos;
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

    @Override
    public String getMessage() {
        String calls = method() + " runs " + inFlight + " of " + max + " calls, " + waiting + " of " + maxWaiting
                + " waiting; ";
        if (answer == Gate.INTERRUPTED) {
            return "[bulkhead-interrupted] " + calls + "interrupted while waiting for one to end";
        }
        if (answer == Bulkhead.TIMED_OUT) {
            return "[bulkhead-timeout] " + calls + "none ended within maxWait " + inWords(maxWaitNanos)
                    + "; raise max or maxWait";
        }
        return "[bulkhead-full] " + calls + "raise max, let calls wait with maxWaiting and maxWait, or retry later";
    }
}
