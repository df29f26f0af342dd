package dev.flyball.runtime.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * A governed call that was not run. A {@link RejectedExecutionException}, so that a program without Flyball's jars can
 * catch it. Carries no stack trace: under overload filling one in would cost more than the refusal saves, and the message
 * names the method.
 */
public abstract class RefusedException extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    /** The retry-after of a refusal that knows none. */
    public static final long UNKNOWN = -1;

    private static final String[] UNITS = {"h", "m", "s", "ms", "us"};
    private static final long[] UNIT_NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L};

    private final String method;
    private final String policy;
    private final long retryAfterNanos;

    /**
     * @param method who was refused, as {@code Owner.method}
     * @param policy the name of the policy instance that refused
     * @param retryAfterNanos nanoseconds until a retry can succeed, rounded up, or {@link #UNKNOWN}
     */
    protected RefusedException(String message, String method, String policy, long retryAfterNanos) {
        super(message);
        this.method = method;
        this.policy = policy;
        this.retryAfterNanos = retryAfterNanos;
    }

    /** The governed method, as {@code Owner.method}. */
    public final String method() {
        return method;
    }

    /** The name of the policy instance that refused. */
    public final String policy() {
        return policy;
    }

    /** How long to wait before a retry can succeed, never too short; empty where nobody can know. */
    public final Optional<Duration> retryAfter() {
        return retryAfterNanos == UNKNOWN ? Optional.empty() : Optional.of(Duration.ofNanos(retryAfterNanos));
    }

    /** A span of time for a message, rounded up to a tenth of the largest unit that it reaches: {@code 2.5s}, {@code 80ms}. */
    public static String inWords(long nanos) {
        for (int i = 0; i < UNITS.length; i++) {
            if (nanos >= UNIT_NANOS[i]) {
                long tenth = UNIT_NANOS[i] / 10;
                long tenths = nanos / tenth + (nanos % tenth == 0 ? 0 : 1);
                return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + UNITS[i];
            }
        }
        return nanos + "ns";
    }

    @Override
    public final synchronized Throwable fillInStackTrace() {
        return this;
    }
}
