package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.RefusedException;

/** A call that was not run because its rate limit's permits are spent. */
public final class RateLimitedException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final long permits;
    private final long perNanos;
    private final long burst;

    RateLimitedException(String message, String method, String policy, long retryAfterNanos, RateSpec spec) {
        super(message, method, policy, retryAfterNanos);
        this.permits = spec.permits();
        this.perNanos = spec.perNanos();
        this.burst = spec.burst();
    }

    /** The limit that refused. */
    public RateSpec spec() {
        return new RateSpec(permits, perNanos, burst);
    }
}
