package dev.flyball.runtime.breaker;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.breaker.Edges.Cause;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.Importance;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker as a gate; the note is the breaker's permit, the same for all calls of one closed term. It asks for
 * the time only if slow calls count, or if the window is a span of time: an open breaker reads the clock itself.
 */
public final class BreakerGate extends Gate {

    private static final State[] BY_HAND = {
        State.CLOSED, State.HALF_OPEN, State.METRICS_ONLY, State.DISABLED, State.FORCED_OPEN, State.ISOLATED
    };
    private static final State[] BY_ITSELF = {State.CLOSED, State.OPEN, State.HALF_OPEN};
    private static final State[] BY_MEMORY = {State.OPEN, State.CLOSED};

    private final CircuitBreaker breaker;

    /** The gate of {@code breaker}, to be made anew where its spec changes. */
    public BreakerGate(CircuitBreaker breaker) {
        this(breaker, breaker.spec());
    }

    private BreakerGate(CircuitBreaker breaker, BreakerSpec spec) {
        super(spec.countsSlowCalls(), spec.countsSlowCalls() || spec.countsByTime(), false);
        this.breaker = breaker;
    }

    /** The breaker behind it. */
    public CircuitBreaker breaker() {
        return breaker;
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        return breaker.admit(now);
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
        breaker.settle(note, startedAt, now, failure);
    }

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        return breaker.refusal(answer, method);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        String name = name();
        for (State state : State.values()) {
            visitor.gauge(
                    "breaker.state", () -> breaker.state() == state ? 1 : 0, "name", name, "state", Edges.word(state));
        }
        for (State to : BY_ITSELF) {
            transitions(visitor, to, Cause.AUTO);
        }
        for (State to : BY_MEMORY) {
            transitions(visitor, to, Cause.MEMORY);
        }
        for (State to : BY_HAND) {
            transitions(visitor, to, Cause.MANUAL);
        }
        visitor.gauge("breaker.failure.rate", () -> breaker.snapshot().failureRate(), "name", name);
        visitor.gauge("breaker.slow.rate", () -> breaker.snapshot().slowCallRate(), "name", name);
        visitor.counter("rejections", breaker::rejected, "name", name, "policy", "circuit-breaker", "reason", "open");
    }

    private void transitions(MeterVisitor visitor, State to, Cause cause) {
        visitor.counter(
                "breaker.transitions",
                () -> breaker.transitions(to, cause),
                "name",
                name(),
                "to",
                Edges.word(to),
                "cause",
                Edges.word(cause));
    }

    @Override
    public void register(BackpressureManager pressure) {
        pressure.register(id(), Importance.MINOR, breaker);
    }

    @Override
    public String policy() {
        return "circuit-breaker";
    }

    @Override
    public String reason(long answer) {
        return "open";
    }

    @Override
    public String name() {
        return breaker.name();
    }
}
