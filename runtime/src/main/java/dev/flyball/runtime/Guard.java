package dev.flyball.runtime;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyOrder;
import dev.flyball.runtime.breaker.BreakerGate;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Overload;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.concurrency.AdaptiveGate;
import dev.flyball.runtime.concurrency.AdaptiveLimit;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.concurrency.BulkheadGate;
import dev.flyball.runtime.degrade.DegradableGate;
import dev.flyball.runtime.degrade.Shedder;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pipeline.Governor;
import dev.flyball.runtime.pipeline.Pipeline;
import dev.flyball.runtime.pipeline.StageCall;
import dev.flyball.runtime.pipeline.Ticket;
import dev.flyball.runtime.rate.RateLimit;
import dev.flyball.runtime.retry.Retry;
import dev.flyball.runtime.retry.RetryGate;
import dev.flyball.runtime.timeout.Timeout;
import dev.flyball.runtime.timeout.TimeoutGate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several policies around calls made by hand: what annotations do to a method, for code that cannot be annotated or
 * woven. The policies stand in the same order as around a method, whatever order they were named in.
 *
 * <pre>{@code
 * Guard guard = Flyball.guard("payments").rateLimit(limit).circuitBreaker(breaker).bulkhead(bulkhead).build();
 * Receipt receipt = guard.call(() -> payments.pay(order));
 * }</pre>
 *
 * <p>Thread-safe. A call that is admitted allocates nothing.
 */
public final class Guard {

    private final Pipeline plain;
    private final Pipeline stages;

    private Guard(Governance governance, String name, List<Gate> gates, Calls calls) {
        // nobody builds these anew when a registry of meters gets an audience, so they count on its coming
        boolean metered = calls.bound();
        this.plain = Pipeline.of(name, gates, false, false, metered, calls, governance.surroundings());
        this.stages = Pipeline.of(name, gates, true, false, metered, calls, governance.surroundings());
    }

    /**
     * Runs {@code body} under the policies.
     *
     * @throws RefusedException if one of them refuses
     * @throws CallTimedOutException if it took longer than a timeout allows
     */
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        Object answer = Governor.admit(plain, null);
        if (answer == null) {
            return body.call();
        }
        if (!(answer instanceof Ticket ticket)) {
            throw (RuntimeException) answer;
        }
        do {
            Throwable instead;
            try {
                T result = body.call();
                instead = Governor.returned(ticket);
                if (instead == null) {
                    return result;
                }
            } catch (Throwable failure) {
                Throwable flies = Governor.threw(ticket, failure);
                if (flies == null) {
                    continue;
                }
                Governor.failed(ticket, flies);
                if (flies != failure) {
                    throw (RuntimeException) flies;
                }
                throw failure;
            }
            Throwable flies = Governor.late(ticket, instead);
            if (flies != null) {
                Governor.failed(ticket, flies);
                throw (RuntimeException) flies;
            }
        } while (ticket.takeRepeats());
        throw new AssertionError("a failed call ends or is repeated");
    }

    /** As {@link #call}, for a body without a result or checked exceptions. */
    public void run(Runnable body) {
        try {
            call(() -> {
                body.run();
                return null;
            });
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * Runs a body that answers with a stage, and settles when that stage completes. No thread waits for it; a refusal is
     * a failed stage.
     */
    @SuppressWarnings("unchecked") // the call's stage completes with what the body's stage does
    public <T extends @Nullable Object> CompletionStage<T> stage(Supplier<? extends CompletionStage<T>> body) {
        return (CompletionStage<T>) StageCall.start(stages, null, body::get, null);
    }

    /** Collects the policies of a guard; each kind once. */
    public static final class Builder {

        private final Governance governance;
        private final String name;
        private final Map<PolicyKind, Gate> gates = new EnumMap<>(PolicyKind.class);

        Builder(Governance governance, String name) {
            this.governance = governance;
            this.name = name;
        }

        /** At most so many calls per span of time; the others are refused at once. */
        public Builder rateLimit(RateLimit limit) {
            return rateLimit(limit, Duration.ZERO);
        }

        /** At most so many calls per span of time; the others wait up to {@code maxWait} for their turn. */
        public Builder rateLimit(RateLimit limit, Duration maxWait) {
            return with(PolicyKind.RATE_LIMITED, limit.gate(maxWait));
        }

        /** Stops calling what keeps failing. */
        public Builder circuitBreaker(CircuitBreaker breaker) {
            return with(PolicyKind.CIRCUIT_BREAKER, new BreakerGate(breaker));
        }

        /** At most so many calls at a time. */
        public Builder bulkhead(Bulkhead bulkhead) {
            return with(PolicyKind.BULKHEAD, new BulkheadGate(bulkhead, 0));
        }

        /** At most so many calls at a time as measured latency allows. */
        public Builder adaptiveLimit(AdaptiveLimit limit) {
            return adaptiveLimit(limit, Overload.USUAL);
        }

        /** The same; {@code overload} tells which failures lower the limit. */
        public Builder adaptiveLimit(AdaptiveLimit limit, Overload overload) {
            return with(PolicyKind.ADAPTIVE_CONCURRENCY, new AdaptiveGate(limit, overload, 0));
        }

        /** Gives calls up under pressure; the others go by one {@code Degradation} from beginning to end. */
        public Builder degradable(Shedder shedder) {
            return with(PolicyKind.DEGRADABLE, new DegradableGate(shedder));
        }

        /** Calls again after a failure that may pass. */
        public Builder retry(Retry retry) {
            return with(PolicyKind.RETRY, new RetryGate(retry));
        }

        /** Ends calls that take too long; waiting for a place counts, waiting for a permit or between attempts does not. */
        public Builder timeout(Timeout timeout) {
            return with(PolicyKind.TIMEOUT, new TimeoutGate(timeout));
        }

        private Builder with(PolicyKind kind, Gate gate) {
            if (gates.putIfAbsent(kind, gate) != null) {
                throw new IllegalStateException("[guard-policy-twice] guard " + name + " has a " + kind.key()
                        + " already; build a second guard and call one from the other");
            }
            return this;
        }

        /** The guard; throws if it has no policy. */
        public Guard build() {
            if (gates.isEmpty()) {
                throw new IllegalStateException("[guard-empty] guard " + name
                        + " has no policy; name at least one of rateLimit, circuitBreaker, bulkhead,"
                        + " adaptiveLimit, degradable, retry, timeout");
            }
            List<Gate> ordered = PolicyOrder.rules().stream()
                    .map(rule -> gates.get(rule.kind()))
                    .filter(Objects::nonNull)
                    .toList();
            ordered.forEach(governance::describe);
            return new Guard(governance, name, ordered, governance.calls(name, ordered));
        }
    }
}
