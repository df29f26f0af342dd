package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.Importance;
import org.jspecify.annotations.Nullable;

/** Puts calls through a {@link PacedLimit}, one permit each. A spent permit is not given back, however the call ends. */
final class PacedGate extends Gate {

    private final PacedLimit limit;
    private final PacedCell cell;
    private final long maxWait;
    private final RateMeters meters;

    PacedGate(PacedLimit limit, long maxWaitNanos) {
        super(true, false, maxWaitNanos > 0);
        this.limit = limit;
        this.cell = limit.cell();
        this.maxWait = RateSpec.boundedWait(maxWaitNanos);
        this.meters = limit.meters();
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        long answer = cell.admit(now);
        return answer == ADMITTED ? ADMITTED : late(now, answer);
    }

    private long late(long now, long refused) {
        long answer = maxWait == 0 ? refused : cell.await(now, 1, maxWait);
        return meters.counted(answer, now, cell.clock());
    }

    @Override
    public long admitLater(long now, @Nullable Object key, Turn turn) {
        return maxWait == 0
                ? admit(now, key)
                : meters.refused(cell.awaitLater(now, 1, maxWait, meters.timed(turn, now, cell.clock())));
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {}

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        return limit.refusal(answer, method, maxWait);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.gauge("rate.limit", () -> limit.spec().permits(), "name", name());
        visitor.gauge("rate.limit.available", limit::availablePermits, "name", name());
        meters.describe(name(), visitor);
    }

    @Override
    public void register(BackpressureManager pressure) {
        pressure.register(id(), Importance.MINOR, RateLoad.of(limit, maxWait));
        pressure.limit(id(), limit);
    }

    @Override
    public String policy() {
        return "rate-limited";
    }

    @Override
    public String reason(long answer) {
        return answer == INTERRUPTED ? "interrupted" : "spent";
    }

    @Override
    public String name() {
        return limit.name();
    }
}
