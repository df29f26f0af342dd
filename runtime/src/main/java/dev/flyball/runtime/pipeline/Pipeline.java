package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.retry.RetryGate;
import dev.flyball.runtime.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gates of one method, outermost first. Immutable; a reload makes a new one, and the ticket of a call remembers the
 * one that admitted it. {@link Governor} does the walking.
 */
public final class Pipeline {

    final String method;
    final Gate[] gates;

    /** The retry gate and its place, or null and −1: only what lies further in is repeated. */
    final @Nullable RetryGate retry;

    final int retryAt;

    final Clock clock;
    final EventSink events;
    final Calls calls;
    final InternalErrors errors;

    /** Whether somebody looked at {@code calls} when this pipeline was built. */
    final boolean metered;

    final boolean readsAdmission;
    final boolean readsSettlement;

    /**
     * The one ticket that all calls share as long as every gate gives its usual note; null where a call has something
     * of its own to remember.
     */
    final @Nullable Ticket steady;

    /** Whether tickets outlive the caller's frame, because a stage settles them. */
    final boolean stage;

    /**
     * @param ownTickets whether each call needs a ticket of its own even if no gate asks for it: a fallback's result
     *     travels in it
     */
    public Pipeline(
            String method,
            List<? extends Gate> gates,
            boolean stage,
            boolean ownTickets,
            Calls calls,
            Surroundings around) {
        this.method = method;
        this.gates = gates.toArray(Gate[]::new);
        this.stage = stage;
        this.clock = around.clock();
        this.events = around.events();
        this.errors = around.errors();
        this.calls = calls;
        this.metered = calls.active();
        this.retryAt = placeOfRetry(this.gates);
        this.retry = retryAt < 0 ? null : (RetryGate) this.gates[retryAt];
        this.readsSettlement = metered || gates.stream().anyMatch(Gate::readsSettlement);
        this.readsAdmission = readsSettlement
                || retry != null
                || gates.stream().anyMatch(gate -> gate.readsAdmission() || gate.mayWait());
        this.steady = stage || ownTickets || readsSettlement || retry != null ? null : Ticket.shared(this);
    }

    private static int placeOfRetry(Gate[] gates) {
        for (int i = 0; i < gates.length; i++) {
            if (gates[i] instanceof RetryGate) {
                return i;
            }
        }
        return -1;
    }

    /** Who is governed, as {@code Owner.method}. */
    public String method() {
        return method;
    }

    /** The gates, outermost first. */
    public List<Gate> gates() {
        return List.of(gates);
    }

    Ticket ticket() {
        Ticket shared = steady;
        if (shared != null) {
            return shared;
        }
        return stage ? Ticket.lasting(this) : CallStack.current().push(this);
    }
}
