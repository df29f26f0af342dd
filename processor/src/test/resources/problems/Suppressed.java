package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.RateLimited;

@SuppressWarnings("flyball:burst-below-rate")
class Suppressed {

    @RateLimited(permits = 5, burst = 2)
    void outside() {}

    @SuppressWarnings({"unused", "flyball:final-method"})
    @Bulkhead(max = 1)
    final void byAgent() {}

    @SuppressWarnings("flyball:out-of-range")
    @Bulkhead(max = 0) // ERROR out-of-range
    void wrong() {}
}
