package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.Importance;
import org.jspecify.annotations.Nullable;

/** Puts calls through {@link KeyedTokenBuckets}, one permit of the key's each; a spent permit is not given back. */
public final class KeyedRateGate extends Gate {

    private final KeyedTokenBuckets buckets;
    private final RateMeters meters;
    private final long maxWait;

    /** @param maxWaitNanos how long a call may wait for its permit; 0 refuses it at once */
    public KeyedRateGate(KeyedTokenBuckets buckets, long maxWaitNanos) {
        super(true, false, maxWaitNanos > 0);
        this.buckets = buckets;
        this.meters = buckets.meters();
        this.maxWait = RateSpec.boundedWait(maxWaitNanos);
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        long answer = maxWait == 0 ? buckets.admit(now, key) : buckets.await(now, key, maxWait);
        return answer == ADMITTED ? ADMITTED : meters.counted(answer, now, buckets.clock());
    }

    @Override
    public long admitLater(long now, @Nullable Object key, Turn turn) {
        return maxWait == 0
                ? admit(now, key)
                : meters.refused(buckets.awaitLater(now, key, maxWait, meters.timed(turn, now, buckets.clock())));
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {}

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        return buckets.refusal(answer, method, key, maxWait);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.gauge("rate.limit", () -> buckets.spec().permits(), "name", name());
        visitor.gauge("rate.limit.keys", buckets::keys, "name", name());
        visitor.counter("rate.limit.overflow", buckets::overflows, "name", name());
        meters.describe(name(), visitor);
    }

    @Override
    public void register(BackpressureManager pressure) {
        pressure.register(id(), Importance.IGNORED, RateLoad.of(buckets));
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
        return buckets.name();
    }
}
