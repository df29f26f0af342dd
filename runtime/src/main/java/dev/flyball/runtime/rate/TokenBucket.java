package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;

/**
 * A rate limit whose permits come back at a steady pace, and of which up to a burst can be saved. It starts full. In any
 * span {@code d} of its clock it gives at most {@code burst + d / per * permits}, whatever the threads do. The algorithm
 * is GCRA (ITU-T I.371). Thread-safe; spending takes one reading of the clock and one compare-and-set, and no lock.
 *
 * <pre>
 * TokenBucket bucket = new TokenBucket("mail", RateSpec.of(50, Duration.ofSeconds(1)), Clock.system());
 * if (bucket.tryAcquire()) {
 *   send();
 * }
 * </pre>
 */
public final class TokenBucket extends RateLimit {

    private final Clock clock;
    private final RateCell cell;

    /**
     * A full bucket with an alarm thread of its own, which starts with the first {@link #acquireLater} that waits.
     *
     * @param name who refuses, for messages and meters
     */
    public TokenBucket(String name, RateSpec spec, Clock clock) {
        this(name, spec, clock, new AlarmThread(clock));
    }

    /** A full bucket; {@code alarm} rings for callers that wait without a thread. */
    public TokenBucket(String name, RateSpec spec, Clock clock, Alarm alarm) {
        this(name, Signals.USUAL, clock, alarm, new RateCell(spec, clock, alarm, clock.nanos()));
    }

    TokenBucket(String name, Signals signals, Clock clock, Alarm alarm, RateCell cell) {
        super(name, signals, clock, alarm, cell);
        this.clock = clock;
        this.cell = cell;
    }

    @Override
    public RateSpec spec() {
        return cell.spec();
    }

    @Override
    public boolean tryAcquire() {
        return cell.admit(clock.nanos()) >= 0;
    }

    @Override
    boolean adopt(Pace pace, Inherit how) {
        if (pace instanceof RateSpec spec) {
            cell.change(spec, how);
            return true;
        }
        return false;
    }

    @Override
    Gate gate(long maxWaitNanos) {
        return new RateGate(this, maxWaitNanos);
    }

    RateCell cell() {
        return cell;
    }
}
