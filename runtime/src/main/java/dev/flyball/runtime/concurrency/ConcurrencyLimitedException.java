package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;

/**
 * A call that was not run because as many run already as the callee can serve without queueing, and no more may wait.
 * Puts its message together when somebody reads it.
 */
public final class ConcurrencyLimitedException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final long answer;
    private final int inFlight;
    private final int limit;
    private final boolean probing;
    private final int waiting;
    private final int maxWaiting;
    private final long maxWaitNanos;

    /**
     * @param answer a negative answer of the limit
     * @param maxWaitNanos how long the call was ready to wait
     */
    ConcurrencyLimitedException(long answer, String method, AdaptiveLimit by, long maxWaitNanos) {
        super("", method, by.name(), UNKNOWN);
        this.answer = answer;
        this.inFlight = by.inFlight();
        this.limit = by.max();
        this.probing = by.probing();
        this.waiting = by.waiting();
        this.maxWaiting = by.spec().maxWaiting();
        this.maxWaitNanos = maxWaitNanos;
    }

    /** Calls that ran when this one was refused. */
    public int inFlight() {
        return inFlight;
    }

    /** Calls that were allowed to run at once. */
    public int limit() {
        return limit;
    }

    /** Whether fewer than usual might run for a moment, to measure the latency without load. */
    public boolean probing() {
        return probing;
    }

    /** Calls that waited. */
    public int waiting() {
        return waiting;
    }

    @Override
    public String getMessage() {
        String calls = method() + " runs " + inFlight + " of " + limit + " calls"
                + (probing ? ", few for a moment to measure the latency without load, " : " that latency allows, ")
                + waiting + " of " + maxWaiting + " waiting; ";
        if (answer == Gate.INTERRUPTED) {
            return "[concurrency-interrupted] " + calls + "interrupted while waiting for one to end";
        }
        if (answer == Bulkhead.TIMED_OUT) {
            return "[concurrency-timeout] " + calls + "none ended within maxWait " + inWords(maxWaitNanos)
                    + "; raise maxWait, or retry later";
        }
        return "[concurrency-limited] " + calls + "retry later, or let calls wait with maxWaiting and maxWait";
    }
}
