package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.Importance;
import org.jspecify.annotations.Nullable;

/** Puts calls through a {@link KeyedRateLimit}, one permit of the key's each; a spent permit is not given back. */
final class KeyedRateGate extends Gate {

    private final KeyedRateLimit limit;
    private final RateMeters meters;
    private final long maxWait;
    private final @Nullable Ceiling ceiling;

    KeyedRateGate(KeyedRateLimit limit, long maxWaitNanos) {
        super(true, limit.ceiling() != null, maxWaitNanos > 0);
        this.ceiling = limit.ceiling();
        this.limit = limit;
        this.meters = limit.meters();
        this.maxWait = RateSpec.boundedWait(maxWaitNanos);
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        long answer = maxWait == 0 ? limit.admit(now, key) : limit.await(now, key, maxWait);
        return answer == ADMITTED ? ADMITTED : meters.counted(answer, now, limit.clock());
    }

    @Override
    public long admitLater(long now, @Nullable Object key, Turn turn) {
        return maxWait == 0
                ? admit(now, key)
                : meters.refused(limit.awaitLater(now, key, maxWait, meters.timed(turn, now, limit.clock())));
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
        Ceiling above = ceiling;
        if (above != null) {
            above.ended(now - startedAt, now, failure);
        }
    }

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        return limit.refusal(answer, method, key, maxWait);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.gauge("rate.limit", limit::permitsNow, "name", name());
        if (ceiling != null) {
            ceiling.describe(name(), visitor);
        }
        visitor.gauge("rate.limit.keys", limit::keys, "name", name());
        visitor.counter("rate.limit.overflow", limit::overflows, "name", name());
        meters.describe(name(), visitor);
    }

    @Override
    public void register(BackpressureManager pressure) {
        pressure.register(id(), Importance.IGNORED, RateLoad.of(limit));
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
