package dev.flyball.acceptance.agent;

/** What the program {@code Shop} prints. */
final class Shops {

    /** When it is governed. */
    static final String GOVERNED = """
            constructor ! RateLimitedException rejected
            private = 1
            private ! RateLimitedException rejected
            static = 7
            static ! RateLimitedException rejected
            final = final
            final ! RateLimitedException rejected
            synchronized = true
            synchronized ! RateLimitedException rejected
            self-call = 0.5
            self-call ! RateLimitedException rejected
            lambda = c
            lambda ! RateLimitedException rejected
            key a = a
            key a ! RateLimitedException rejected
            key b = b
            key b ! RateLimitedException rejected
            fallback = 1x
            fallback = instead of 1x after RateLimitedException
            retry = 3
            stage = 3
            breaker ! IllegalStateException
            breaker ! IllegalStateException
            breaker ! CircuitOpenException rejected
            bulkhead = full
            """;

    private Shops() {}
}
