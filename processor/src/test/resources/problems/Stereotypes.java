package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.RateLimited;

/** A stereotype's own numbers are judged where they stand; what it does to a method, where it is used. */
@Bulkhead(max = 0) // ERROR out-of-range
@interface Critical {}

@RateLimited(permits = 5)
@Loop
@interface Loop {}

class Stereotypes {

    @Loop // ERROR static-method
    static void shared() {}

    @Loop
    void open() {}
}
