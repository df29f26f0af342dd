package dev.flyball.runtime.timeout;

import dev.flyball.runtime.call.ArbiterGate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.MeterVisitor;
import org.jspecify.annotations.Nullable;

/** Admits every call, and decides that those which took too long have ended so. The note is the call's place. */
public final class TimeoutGate extends ArbiterGate {

    private final Timeout timeout;

    /** The gate of {@code timeout}. */
    public TimeoutGate(Timeout timeout) {
        this.timeout = timeout;
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        return timeout.begin(now);
    }

    @Override
    public long admitLater(long now, @Nullable Object key, Turn turn) {
        return ADMITTED;
    }

    @Override
    public @Nullable Throwable overrule(long note, String method, @Nullable Throwable failure) {
        return timeout.end((int) note, method, failure);
    }

    @Override
    public boolean decided(long note) {
        return timeout.isOver((int) note);
    }

    @Override
    public long patience() {
        return timeout.nanos();
    }

    @Override
    public Throwable expired(String method, long nanos) {
        return timeout.expired(method, nanos);
    }

    @Override
    public void endedInTime(@Nullable Throwable failure) {
        timeout.endedInTime(failure);
    }

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        throw new IllegalStateException(
                "[timeout-refuses] timeout " + name() + " admits every call, " + method + " too");
    }

    @Override
    public void describe(MeterVisitor visitor) {
        String name = name();
        visitor.counter("timeout.calls", () -> timeout.snapshot().inTime(), "name", name, "result", "in_time");
        visitor.counter("timeout.calls", () -> timeout.snapshot().timedOut(), "name", name, "result", "timed_out");
        visitor.counter("timeout.calls", () -> timeout.snapshot().late(), "name", name, "result", "late");
    }

    @Override
    public String policy() {
        return "timeout";
    }

    @Override
    public String name() {
        return timeout.name();
    }
}
