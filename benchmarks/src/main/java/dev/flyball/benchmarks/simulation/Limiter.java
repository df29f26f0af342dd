package dev.flyball.benchmarks.simulation;

import org.jspecify.annotations.Nullable;

/** A real limiter, as a simulated caller sees it. */
interface Limiter {

    /** What is to be handed back when the call ends; null if it is refused. */
    @Nullable
    Object tryAcquire();

    void success(Object permit);

    /** The call was lost: a timeout, or an overloaded callee. */
    void drop(Object permit);

    double limit();
}
