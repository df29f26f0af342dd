package dev.flyball.runtime.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A governed call that took longer than a timeout allows. Not a {@link RefusedException}: the call was run, at least in
 * part. The cause is what the body itself ended with, if it failed.
 */
public final class CallTimedOutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String method;
    private final String policy;
    private final long limitNanos;
    private final long tookNanos;

    /**
     * @param method who timed out, as {@code Owner.method}
     * @param policy the name of the timeout
     * @param limitNanos what the call was given
     * @param tookNanos what it took until the caller could be told
     * @param failure what the body ended with, or null if it returned, or has not ended
     */
    public CallTimedOutException(
            String method, String policy, long limitNanos, long tookNanos, @Nullable Throwable failure) {
        super(
                "[timed-out] " + method + " took " + RefusedException.inWords(tookNanos) + "; timeout \"" + policy
                        + "\" gave it " + RefusedException.inWords(limitNanos)
                        + ". Raise its value, or look at what the call waited for",
                failure);
        this.method = method;
        this.policy = policy;
        this.limitNanos = limitNanos;
        this.tookNanos = tookNanos;
    }

    /** The governed method, as {@code Owner.method}. */
    public String method() {
        return method;
    }

    /** The name of the timeout. */
    public String policy() {
        return policy;
    }

    /** What the call was given: the timeout's value, or less inside a call whose own time was shorter. */
    public Duration limit() {
        return Duration.ofNanos(limitNanos);
    }

    /** What it took until its caller could be told: longer where the body did not stop when it was told to. */
    public Duration took() {
        return Duration.ofNanos(tookNanos);
    }
}
