package dev.flyball.model;

/** The policies, by the word that plan lines and configuration use; outermost first, as {@link PolicyOrder} explains. */
public enum PolicyKind {
    DEGRADABLE("degradable", "Degradable"),
    RETRY("retry", "Retry"),
    CIRCUIT_BREAKER("circuit-breaker", "CircuitBreaker"),
    RATE_LIMITED("rate-limited", "RateLimited"),
    TIMEOUT("timeout", "Timeout"),
    BULKHEAD("bulkhead", "Bulkhead"),
    ADAPTIVE_CONCURRENCY("adaptive-concurrency", "AdaptiveConcurrency"),
    POOLED("pooled", "Pooled"),
    ACTOR("actor", "Actor"),
    SUPERVISED("supervised", "Supervised");

    private final String key;
    private final String simpleName;

    PolicyKind(String key, String simpleName) {
        this.key = key;
        this.simpleName = simpleName;
    }

    /** The kebab-case word of plan lines and configuration keys. */
    public String key() {
        return key;
    }

    /** The annotation's simple name. */
    public String simpleName() {
        return simpleName;
    }

    /** The annotation's binary name. */
    public String annotation() {
        return "dev.flyball.annotation." + simpleName;
    }
}
