package com.acme;

import dev.flyball.annotation.Actor;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Timeout;

/** Engines that do not exist yet are refused where they are asked for. */
class NotBuilt {

    @Timeout("1s") // ERROR not-built-yet
    void limited() {}

    @CircuitBreaker(window = "10s") // ERROR not-built-yet
    void window() {}

    @Actor // ERROR not-built-yet
    static class Counter {

        public void count() {}
    }
}
