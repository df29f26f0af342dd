package dev.flyball.benchmarks;

import java.util.List;
import java.util.Set;

/** What a benchmark's method name says: the policy around the call. */
enum Policy {
    RATE_LIMIT("rateLimit", "rate limit"),
    KEYED_RATE_LIMIT("keyedRateLimit", "rate limit for each key"),
    BREAKER("breaker", "circuit breaker"),
    BREAKER_SLOW("breakerSlow", "circuit breaker, slow calls too"),
    BULKHEAD("bulkhead", "bulkhead"),
    ADAPTIVE("adaptive", "adaptive limit"),
    RETRY("retry", "retry"),
    STACK("stack", "rate limit + breaker + bulkhead"),
    WHOLE("whole", "pressure + breaker, all calls timed and counted");

    /** The policies that stand alone. */
    static final List<Policy> SINGLE = List.of(RATE_LIMIT, BREAKER, BREAKER_SLOW, BULKHEAD, RETRY);

    /** Those that are also measured without executor metrics. */
    static final List<Policy> UNMEASURED = List.of(RATE_LIMIT, BREAKER, BULKHEAD, WHOLE);

    /** What no peer has in one piece. */
    static final Set<Policy> OURS_ALONE = Set.of(WHOLE);

    final String method;
    final String words;

    Policy(String method, String words) {
        this.method = method;
        this.words = words;
    }
}
