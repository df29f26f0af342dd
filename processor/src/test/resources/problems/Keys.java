package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;

/** At the parameter's annotation. */
class Keys {

    @Retry
    void unused(@Key String tenant) {} // ERROR key-unused

    @RateLimited(permits = 1)
    void array(
            int page,
            @Key byte[] hash) {} // ERROR key-is-array

    @Bulkhead(max = 2, perOwner = 1) // ERROR owner-without-key
    void nobody(String tenant) {}

    @Bulkhead(max = 2, perOwner = 1)
    void somebody(@Key String tenant) {}

    @Bulkhead(
            max = 2,
            perOwner = 3) // WARNING owner-above-max
    void greedy(@Key String tenant) {}

    @RateLimited(permits = 1)
    void identity(@Key StringBuilder text) {} // WARNING key-without-equals
}
