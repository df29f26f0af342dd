package com.acme;

import dev.flyball.annotation.Actor;
import dev.flyball.annotation.Pooled;
import dev.flyball.annotation.Supervised;

/** Engines that do not exist yet are refused where they are asked for. */
class NotBuilt {

    @Pooled // ERROR not-built-yet
    void elsewhere() {}

    @Actor // ERROR not-built-yet
    static class Counter {

        public void count() {}
    }

    @Supervised // ERROR not-built-yet
    static class Watched {

        public void work() {}
    }
}
