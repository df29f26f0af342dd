package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;

/**
 * A call that was not run because its rate limit's permits are spent. Puts its message together when somebody reads it:
 * under overload most refusals are never printed.
 */
public final class RateLimitedException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final long answer;
    private final String who;
    private final boolean keyed;
    private final Pace spec;
    private final long permits;
    private final long maxWaitNanos;

    /**
     * @param answer a negative answer, as {@link Gate} defines them
     * @param who what was refused: the method, with the key where there is one
     * @param keyed whether one key was refused, and others may not be
     * @param permits the permits of the moment, where the limit changes by itself
     * @param maxWaitNanos how long the call was ready to wait
     */
    RateLimitedException(
            long answer,
            String who,
            boolean keyed,
            String method,
            String policy,
            Pace spec,
            long permits,
            long maxWaitNanos) {
        super("", method, policy, Gate.retryAfter(answer));
        this.answer = answer;
        this.who = who;
        this.keyed = keyed;
        this.spec = spec;
        this.permits = permits;
        this.maxWaitNanos = maxWaitNanos;
    }

    /** Whether the refusal concerns one key only. */
    public boolean keyed() {
        return keyed;
    }

    /** The limit that refused. */
    public Pace spec() {
        return spec;
    }

    @Override
    public String getMessage() {
        String limit = spec.words(permits);
        if (answer == Gate.INTERRUPTED) {
            return "[rate-limited-interrupted] " + who + ": interrupted while waiting for its turn among " + limit
                    + "; no permit was spent";
        }
        if (answer == Gate.NEVER) {
            return "[rate-limited-never] " + who + ": asked at once for more than " + limit
                    + " can ever give; ask for fewer or raise " + spec.room();
        }
        String after = inWords(Gate.retryAfter(answer));
        if (maxWaitNanos == 0) {
            return "[rate-limited] " + who + ": " + limit + " are spent; retry after " + after
                    + ", raise permits, or let calls wait with maxWait";
        }
        return "[rate-limited-queue] " + who + ": " + limit + " are spent for the next " + after + ", beyond maxWait "
                + inWords(maxWaitNanos) + "; retry then, or raise permits or maxWait";
    }
}
