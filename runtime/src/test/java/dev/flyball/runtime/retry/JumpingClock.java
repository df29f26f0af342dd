package dev.flyball.runtime.retry;

import dev.flyball.runtime.time.Clock;

/** A clock that jumps to the deadline of whoever parks on it. For one thread. */
final class JumpingClock extends Clock {

    private long now;

    @Override
    public long nanos() {
        return now;
    }

    void advance(long nanos) {
        now += nanos;
    }

    @Override
    public void parkUntil(Object blocker, long deadline) {
        now = Math.max(now, deadline);
    }
}
