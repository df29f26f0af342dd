package dev.flyball.runtime.breaker;

import dev.flyball.runtime.call.RefusedException;

/** A call that a circuit breaker did not let pass. */
public final class CircuitOpenException extends RefusedException {

    private static final long serialVersionUID = 1L;

    CircuitOpenException(String method, String breaker, Standing standing, long retryAfterNanos) {
        super(message(method, standing, retryAfterNanos), method, breaker, retryAfterNanos);
    }

    /** The breaker may have moved on since it refused; the sentence then says what it is now. */
    private static String message(String method, Standing standing, long retryAfterNanos) {
        String when = standing.admits() ? "now" : retryAfterNanos == UNKNOWN ? "later" : "then";
        return "[circuit-open] " + method + ": " + standing.reason() + "; retry " + when + " or declare a fallback";
    }
}
