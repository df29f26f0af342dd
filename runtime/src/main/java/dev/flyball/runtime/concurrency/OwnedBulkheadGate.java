package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.Importance;
import dev.flyball.runtime.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Takes a place in an {@link OwnedBulkhead} for each call, on behalf of the owner whom its key names, and gives it back
 * when the call ends. Its note is the number of the owner's cell, so that settling looks nobody up.
 */
public final class OwnedBulkheadGate extends Gate {

    private final OwnedBulkhead shares;
    private final Bulkhead bulkhead;
    private final BulkheadMeters meters;
    private final Clock clock;
    private final long maxWait;

    /** @param maxWaitNanos how long a call may wait for a place; 0 refuses it at once */
    public OwnedBulkheadGate(OwnedBulkhead shares, long maxWaitNanos) {
        super(false, false, maxWaitNanos > 0, true);
        this.shares = shares;
        this.bulkhead = shares.bulkhead();
        this.meters = bulkhead.meters();
        this.clock = bulkhead.clock();
        this.maxWait = Math.min(maxWaitNanos, Bulkhead.LONGEST_WAIT);
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        long answer = shares.admit(key);
        return answer >= 0 ? answer : await(key, answer);
    }

    private long await(@Nullable Object key, long why) {
        long since = maxWait == 0 ? 0 : clock.nanos();
        return meters.counted(shares.await(key, maxWait, why), since, clock);
    }

    @Override
    public long admitLater(long now, @Nullable Object key, Turn turn) {
        long answer = shares.admit(key);
        return answer >= 0
                ? answer
                : meters.counted(shares.awaitLater(key, maxWait, answer, meters.timed(turn, clock)), 0, clock);
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
        shares.settle(note);
    }

    @Override
    public boolean waited(long note) {
        return (note & WAITED) != 0;
    }

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        return shares.refusal(answer, method, key, maxWait);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.gauge("bulkhead.max", bulkhead::max, "name", name());
        visitor.gauge("bulkhead.inflight", bulkhead::inFlight, "name", name());
        visitor.gauge("bulkhead.queued", bulkhead::waiting, "name", name());
        visitor.gauge("bulkhead.per.owner", shares::perOwner, "name", name());
        visitor.gauge("bulkhead.owners", () -> shares.holders().size(), "name", name());
        meters.describeOwned(name(), "bulkhead", "full", "bulkhead.wait", visitor);
    }

    @Override
    public void register(BackpressureManager pressure) {
        pressure.register(id(), Importance.ORDINARY, bulkhead);
        pressure.limit(id(), bulkhead);
    }

    @Override
    public String policy() {
        return "bulkhead";
    }

    @Override
    public String reason(long answer) {
        if (answer == PlaceCell.OWNER_FULL) {
            return "owner-full";
        }
        return answer == INTERRUPTED ? "interrupted" : answer == Bulkhead.TIMED_OUT ? "timeout" : "full";
    }

    @Override
    public String name() {
        return bulkhead.name();
    }
}
