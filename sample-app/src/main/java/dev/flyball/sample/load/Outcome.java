package dev.flyball.sample.load;

/** What became of a request. */
public enum Outcome {
    /** A good answer. */
    FRESH,
    /** An answer kept from earlier, after trying. */
    STALE,
    /** An answer kept from earlier, without trying. */
    STALE_UNTRIED,
    /** A smaller answer than usual. */
    REDUCED,
    /** Turned away: 429 or 503. */
    REFUSED,
    /** An error: 500, or a connection refused or broken. */
    FAILED,
    /** No answer before the client gave up. */
    LOST;

    boolean isGood() {
        return this == FRESH || this == STALE || this == STALE_UNTRIED || this == REDUCED;
    }
}
