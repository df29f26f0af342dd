package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;

/** The refusals of this package in words. */
final class RateMessages {

    private RateMessages() {}

    /**
     * @param answer a negative answer, as {@link Gate} defines them
     * @param who what was refused, with the key where there is one
     * @param maxWaitNanos how long the call was ready to wait
     */
    static RateLimitedException refusal(
            long answer, String who, String method, String policy, RateSpec spec, long maxWaitNanos) {
        String message = message(answer, who, spec, maxWaitNanos);
        return new RateLimitedException(message, method, policy, Gate.retryAfter(answer), spec);
    }

    private static String message(long answer, String who, RateSpec spec, long maxWaitNanos) {
        String limit = spec.permits() + " calls per " + time(spec.perNanos()) + " (burst " + spec.burst() + ")";
        if (answer == Gate.INTERRUPTED) {
            return "[rate-limited-interrupted] " + who + ": interrupted while waiting for its turn among " + limit
                    + "; no permit was spent";
        }
        if (answer == Gate.NEVER) {
            return "[rate-limited-never] " + who + ": asked at once for more than " + limit
                    + " can ever give; ask for fewer or raise burst";
        }
        String after = time(Gate.retryAfter(answer));
        return maxWaitNanos == 0
                ? "[rate-limited] " + who + ": " + limit + " are spent; retry after " + after
                        + ", raise permits, or let calls wait with maxWait"
                : "[rate-limited-queue] " + who + ": " + limit + " are spent for the next " + after
                        + ", beyond maxWait " + time(maxWaitNanos) + "; retry then, or raise permits or maxWait";
    }

    private static String time(long nanos) {
        return RefusedException.inWords(nanos);
    }
}
