package dev.flyball.runtime.retry;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.MeterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * A retry as a gate. It admits every call; whoever runs the pipeline asks {@link #next} about each failed attempt, and
 * settles with the number of attempts as the note once no attempt follows.
 */
public final class RetryGate extends Gate {

    private final Retry retry;

    /** The gate of {@code retry}. */
    public RetryGate(Retry retry) {
        super(true, false, false);
        this.retry = retry;
    }

    /** The retry behind it. */
    public Retry retry() {
        return retry;
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        retry.begin(now);
        return ADMITTED;
    }

    /** As {@link Retry#next}: nanoseconds to wait before the next attempt, or {@link Retry#NO_MORE}. */
    public long next(int attemptsMade, long startedAt, long now, Throwable failure) {
        return retry.next(attemptsMade, startedAt, now, failure);
    }

    /** @param note the number of attempts made */
    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
        retry.end((int) note, failure);
    }

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        throw new IllegalStateException("[retry-refuses] retry " + name() + " admits every call, " + method + " too");
    }

    @Override
    public void describe(MeterVisitor visitor) {
        String name = name();
        visitor.counter("retry.calls", () -> retry.snapshot().first(), "name", name, "result", "first");
        visitor.counter("retry.calls", () -> retry.snapshot().retried(), "name", name, "result", "retried");
        visitor.counter("retry.calls", () -> retry.snapshot().exhausted(), "name", name, "result", "exhausted");
        visitor.counter("retry.calls", () -> retry.snapshot().aborted(), "name", name, "result", "aborted");
        visitor.counter("retry.attempts", () -> retry.snapshot().attempts(), "name", name);
    }

    @Override
    public String policy() {
        return "retry";
    }

    @Override
    public String name() {
        return retry.name();
    }
}
