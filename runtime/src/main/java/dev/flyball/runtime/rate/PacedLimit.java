package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;

/**
 * A rate limit of any pace but a plain bucket's or an adaptive window's. Spending takes a lock, held for some ten
 * nanoseconds.
 */
final class PacedLimit extends RateLimit {

    private final PacedCell cell;

    PacedLimit(String name, Signals signals, Clock clock, Alarm alarm, PacedCell cell) {
        super(name, signals, clock, alarm, cell);
        this.cell = cell;
    }

    @Override
    public Pace spec() {
        return cell.pace();
    }

    @Override
    public boolean tryAcquire() {
        return cell.admit(clock().nanos()) >= 0;
    }

    @Override
    boolean adopt(Pace pace, Inherit how) {
        if (!pace.sameKind(spec())) {
            return false;
        }
        cell.change(pace, how);
        return true;
    }

    @Override
    Gate gate(long maxWaitNanos) {
        return new PacedGate(this, cell, null, maxWaitNanos);
    }
}
