package dev.flyball.benchmarks;

import java.util.List;

/** What a benchmark's method name says: the policy around the call. */
enum Policy {
    RATE_LIMIT("rateLimit", "rate limit"),
    KEYED_RATE_LIMIT("keyedRateLimit", "rate limit for each key"),
    BREAKER("breaker", "circuit breaker"),
    BREAKER_SLOW("breakerSlow", "circuit breaker, slow calls too"),
    BULKHEAD("bulkhead", "bulkhead"),
    ADAPTIVE("adaptive", "adaptive limit"),
    RETRY("retry", "retry"),
    STACK("stack", "rate limit + breaker + bulkhead");

    /** The policies that stand alone. */
    static final List<Policy> SINGLE = List.of(RATE_LIMIT, BREAKER, BREAKER_SLOW, BULKHEAD, RETRY);

    final String method;
    final String words;

    Policy(String method, String words) {
        this.method = method;
        this.words = words;
    }
}
