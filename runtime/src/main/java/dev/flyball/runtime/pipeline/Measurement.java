package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.Calls.Outcome;
import dev.flyball.runtime.observe.ThreadMemory;

/**
 * What timers and executor metrics see of a call, but for a plain call that returns, which {@link Passage} counts itself.
 * A sampled call's ticket is its own; it holds what the thread had allocated when the body began, for as long as that
 * thread runs the body.
 */
final class Measurement {

    private Measurement() {}

    /** All gates have admitted a call that has a ticket of its own: measures it in full if its turn has come. */
    static void begin(Pipeline p, Ticket ticket) {
        // a pipeline whose calls share a ticket gives one of its own to none but those it has chosen
        if (p.counted() && (p.shared() != null || p.calls().sampled())) {
            ticket.sampled = true;
            if (!p.readsAdmission()) {
                ticket.firstAt = p.now();
            }
            enterBody(p, ticket);
        }
    }

    /** The current thread is about to run the body. */
    static void enterBody(Pipeline p, Ticket ticket) {
        if (ticket.sampled) {
            ticket.allocatedBefore = p.calls().threadAllocated();
        }
    }

    /** The current thread has run the body. */
    static void leaveBody(Pipeline p, Ticket ticket) {
        if (ticket.allocatedBefore != ThreadMemory.UNKNOWN) {
            ticket.allocated += p.calls().threadAllocated() - ticket.allocatedBefore;
            ticket.allocatedBefore = ThreadMemory.UNKNOWN;
            ticket.weighed = true;
        }
    }

    /** The body has yet to run, elsewhere, where nobody weighs it. */
    static void forgetBody(Ticket ticket) {
        ticket.allocatedBefore = ThreadMemory.UNKNOWN;
    }

    /** A call ends with what its body returned. */
    static void succeeded(Ticket ticket, long now) {
        Pipeline p = ticket.pipeline();
        if (p.metered()) {
            p.calls().ended(Outcome.OK, now - ticket.firstAt);
        }
        if (p.counted()) {
            p.calls().succeeded();
            executed(p, ticket, now);
        }
    }

    /**
     * A call ends with a failure, or a fallback is asked because of it. Does nothing the second time: a fallback may fail
     * too, and that is still the same call.
     */
    static void failed(Ticket ticket, Throwable flies, boolean rescued) {
        Pipeline p = ticket.pipeline();
        if (ticket.ended) {
            return;
        }
        if (ticket.owned()) {
            ticket.ended = true;
        }
        boolean refused = flies instanceof RefusedException;
        if (p.metered()) {
            Outcome unrescued = refused ? Outcome.REJECTED : Outcome.ERROR;
            p.calls().ended(rescued ? Outcome.DEGRADED : unrescued, ticket.settledAt - ticket.firstAt);
        }
        if (p.counted() && refused) {
            p.calls().refused(rescued);
        } else if (p.counted()) {
            p.calls().failed();
            executed(p, ticket, ticket.settledAt);
        }
    }

    /** A call ended before its body began: refused, or out of time while it waited. */
    static void unadmitted(Pipeline p, long admittedAt, Throwable flies) {
        boolean refused = flies instanceof RefusedException;
        if (p.metered()) {
            Outcome unrescued = refused ? Outcome.REJECTED : Outcome.ERROR;
            p.calls().ended(p.rescued() ? Outcome.DEGRADED : unrescued, p.now() - admittedAt);
        }
        if (p.counted() && refused) {
            p.calls().refused(p.rescued());
        } else if (p.counted()) {
            p.calls().failed();
        }
    }

    private static void executed(Pipeline p, Ticket ticket, long now) {
        if (p.readsSettlement()) {
            p.calls().took(now - ticket.firstAt);
        }
        if (ticket.sampled) {
            sampled(p, ticket);
        }
    }

    /** The rest of what is measured of a sampled call. */
    static void sampled(Pipeline p, Ticket ticket) {
        Calls calls = p.calls();
        leaveBody(p, ticket);
        if (!p.readsSettlement()) {
            calls.took(p.now() - ticket.firstAt);
        }
        if (ticket.weighed) {
            calls.allocated(ticket.allocated);
        }
        try {
            calls.lookRound();
        } catch (Throwable fault) { // nobody could be told: whoever looks round next tries again
            p.around().errors().failedOpen(p.method(), fault);
        }
    }
}
