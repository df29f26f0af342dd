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
    private final String owner;
    private final int ownerInFlight;
    private final int perOwner;

    /**
     * @param answer a negative answer of the bulkhead
     * @param maxWaitNanos how long the call was ready to wait
     */
    BulkheadFullException(long answer, String method, Bulkhead bulkhead, long maxWaitNanos) {
        this(answer, method, bulkhead, maxWaitNanos, "", 0, 0);
    }

    /**
     * @param owner who was refused, as text
     * @param perOwner how many calls each owner may run; 0 where owners are not told apart
     */
    BulkheadFullException(
            long answer,
            String method,
            Bulkhead bulkhead,
            long maxWaitNanos,
            String owner,
            int ownerInFlight,
            int perOwner) {
        super("", method, bulkhead.name(), UNKNOWN);
        this.answer = answer;
        this.inFlight = bulkhead.inFlight();
        this.max = bulkhead.max();
        this.waiting = bulkhead.waiting();
        this.maxWaiting = bulkhead.maxWaiting();
        this.maxWaitNanos = maxWaitNanos;
        this.owner = owner;
        this.ownerInFlight = ownerInFlight;
        this.perOwner = perOwner;
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

    /** Calls of the same owner that ran; 0 where owners are not told apart. */
    public int ownerInFlight() {
        return ownerInFlight;
    }

    /** Calls that each owner may run at once; 0 where owners are not told apart. */
    public int perOwner() {
        return perOwner;
    }

    @Override
    public String getMessage() {
        String share = perOwner == 0 ? "" : ", " + ownerInFlight + " of " + perOwner + " for owner " + owner;
        String calls = method() + " runs " + inFlight + " of " + max + " calls" + share + ", " + waiting + " of "
                + maxWaiting + " waiting; ";
        if (answer == PlaceCell.OWNER_FULL) {
            return "[bulkhead-owner-full] " + calls
                    + "raise perOwner, let calls wait with maxWaiting and maxWait, or retry later";
        }
        if (answer == Gate.INTERRUPTED) {
            return "[bulkhead-interrupted] " + calls + "interrupted while waiting for one to end";
        }
        if (answer == Bulkhead.TIMED_OUT) {
            return "[bulkhead-timeout] " + calls + "none ended within maxWait " + inWords(maxWaitNanos)
                    + (perOwner == 0 ? "; raise max or maxWait" : "; raise max, perOwner or maxWait");
        }
        return "[bulkhead-full] " + calls + "raise max, let calls wait with maxWaiting and maxWait, or retry later";
    }
}
