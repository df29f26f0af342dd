package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Overload;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.Importance;
import dev.flyball.runtime.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Takes a place in an {@link AdaptiveLimit} for each call, and tells it how the call ended: a call that returned is a
 * measurement, one that failed for {@linkplain Overload overload} a sign that the limit is too high. Any other failure
 * says nothing, above all not how fast the callee is: many failures are quick.
 */
public final class AdaptiveGate extends Gate {

    private final AdaptiveLimit limit;
    private final Overload overload;
    private final AdaptiveMeters meters;
    private final Clock clock;
    private final long maxWait;

    /** Replaced when a registry is bound; whoever still reads the old one misses a call or two. */
    private DurationRecorder roundTrips = DurationRecorder.NONE;

    /**
     * @param overload which failures mean that the callee had too much to do
     * @param maxWaitNanos how long a call may wait for a place; 0 refuses it at once
     */
    public AdaptiveGate(AdaptiveLimit limit, Overload overload, long maxWaitNanos) {
        super(true, true, maxWaitNanos > 0);
        this.limit = limit;
        this.overload = overload;
        this.meters = limit.meters();
        this.clock = limit.clock();
        this.maxWait = Math.min(maxWaitNanos, Bulkhead.LONGEST_WAIT);
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        long note = limit.admit(now);
        return note >= ADMITTED ? note : await(now);
    }

    private long await(long since) {
        return meters.counted(limit.await(maxWait), since, clock);
    }

    @Override
    public long admitLater(long now, @Nullable Object key, Turn turn) {
        long note = limit.admit(now);
        return note >= ADMITTED
                ? note
                : meters.counted(limit.awaitLater(maxWait, meters.timed(turn, clock)), now, clock);
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
        if (failure == null) {
            limit.success(note, startedAt, now);
            roundTrips.record(now - startedAt);
        } else if (overload.of(failure) == Overload.Verdict.OVERLOADED) {
            limit.drop(note, startedAt, now);
        } else {
            limit.ignore(note, startedAt, now);
        }
    }

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        return limit.refusal(answer, method, maxWait);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        roundTrips = visitor.timer("concurrency.rtt", "name", name());
        meters.describe(limit, visitor);
    }

    @Override
    public void register(BackpressureManager pressure) {
        pressure.register(id(), Importance.ORDINARY, limit);
        pressure.limit(id(), limit);
    }

    @Override
    public String policy() {
        return "adaptive-concurrency";
    }

    @Override
    public String reason(long answer) {
        return answer == INTERRUPTED ? "interrupted" : answer == Bulkhead.TIMED_OUT ? "timeout" : "limited";
    }

    @Override
    public String name() {
        return limit.name();
    }
}
