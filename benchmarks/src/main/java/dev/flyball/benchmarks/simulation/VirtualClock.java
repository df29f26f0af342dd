package dev.flyball.benchmarks.simulation;

import dev.flyball.runtime.time.Clock;

/** The time of one simulation: its event loop sets it, the limiters read it. Not thread-safe. */
final class VirtualClock extends Clock {

    private long now = 1;

    @Override
    public long nanos() {
        return now;
    }

    void moveTo(long time) {
        now = time;
    }

    @Override
    public void parkUntil(Object blocker, long deadline) {
        throw new IllegalStateException("a simulated caller never waits");
    }
}
