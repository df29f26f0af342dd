package dev.flyball.benchmarks.simulation;

import dev.flyball.runtime.time.Clock;

/** A kind of limiter; each run gets a new one. */
@FunctionalInterface
interface Kind {

    // initial: the limit at the start, 0 for the default
    Limiter limiter(Clock clock, int initial);
}
