package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.Importance;
import dev.flyball.runtime.time.Clock;
import org.jspecify.annotations.Nullable;

/** Takes a place in a {@link Bulkhead} for each call, and gives it back when the call ends. */
public final class BulkheadGate extends Gate {

    private final Bulkhead bulkhead;
    private final BulkheadMeters meters;
    private final Clock clock;
    private final long maxWait;

    /** @param maxWaitNanos how long a call may wait for a place; 0 refuses it at once */
    public BulkheadGate(Bulkhead bulkhead, long maxWaitNanos) {
        super(false, false, maxWaitNanos > 0);
        this.bulkhead = bulkhead;
        this.meters = bulkhead.meters();
        this.clock = bulkhead.clock();
        this.maxWait = Math.min(maxWaitNanos, Bulkhead.LONGEST_WAIT);
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        return bulkhead.tryAcquire() ? ADMITTED : await();
    }

    private long await() {
        long since = maxWait == 0 ? 0 : clock.nanos();
        return meters.counted(bulkhead.await(maxWait), since, clock);
    }

    @Override
    public long admitLater(long now, @Nullable Object key, Turn turn) {
        return bulkhead.tryAcquire()
                ? ADMITTED
                : meters.counted(bulkhead.awaitLater(maxWait, meters.timed(turn, clock)), 0, clock);
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
        bulkhead.release();
    }

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        return new BulkheadFullException(answer, method, bulkhead, maxWait);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.gauge("bulkhead.max", bulkhead::max, "name", name());
        visitor.gauge("bulkhead.inflight", bulkhead::inFlight, "name", name());
        visitor.gauge("bulkhead.queued", bulkhead::waiting, "name", name());
        meters.describe(name(), "bulkhead", "full", "bulkhead.wait", visitor);
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
        return answer == INTERRUPTED ? "interrupted" : answer == Bulkhead.TIMED_OUT ? "timeout" : "full";
    }

    @Override
    public String name() {
        return bulkhead.name();
    }
}
