package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;

/** A rate limit of any pace but a plain bucket's. Spending takes a lock, held for some ten nanoseconds. */
final class PacedLimit extends RateLimit {

    private final PacedCell cell;

    PacedLimit(String name, Clock clock, Alarm alarm, PacedCell cell) {
        super(name, clock, alarm, cell);
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
        if (pace instanceof RateSpec) {
            return false;
        }
        cell.change(pace, how);
        return true;
    }

    @Override
    Gate gate(long maxWaitNanos) {
        return new PacedGate(this, maxWaitNanos);
    }

    PacedCell cell() {
        return cell;
    }
}
