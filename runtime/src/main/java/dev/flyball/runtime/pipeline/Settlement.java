package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.ArbiterGate;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.Event;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Settling any number of a pipeline's gates, each whatever the others do: every way to end but the usual one. */
final class Settlement {

    private Settlement() {}

    /** Settles gates {@code from} in to {@code to} out. A gate that throws has settled as well as it can. */
    static void settle(Pipeline p, Ticket ticket, int from, int to, long now, @Nullable Throwable failure) {
        Throwable plain = failure == null ? null : unwrap(failure);
        for (int i = from; i >= to; i--) {
            try {
                p.gate(i).settle(ticket.note(i), ticket.startedAt, now, plain);
            } catch (Throwable fault) {
                p.around().errors().failedOpen(p.method(), fault);
            }
        }
    }

    /**
     * Tells gates {@code from} in to {@code to} out, which this thread passed, that it goes on without the call.
     *
     * @param ran whether it ran the body before that
     */
    static void leave(Pipeline p, Ticket ticket, int from, int to, boolean ran) {
        if (!p.leaves()) {
            return;
        }
        for (int i = from; i >= to; i--) {
            try {
                ticket.note(i, p.gate(i).leave(ticket.note(i), ran));
            } catch (Throwable fault) {
                p.around().errors().failedOpen(p.method(), fault);
            }
        }
    }

    /**
     * What the arbiter makes of a body's ending, null where that stands. Asked before any gate settles, so that all of
     * them see the same ending.
     */
    static @Nullable Throwable overruled(Pipeline p, Ticket ticket, @Nullable Throwable failure) {
        ArbiterGate arbiter = p.arbiter();
        if (arbiter == null) {
            return null;
        }
        try {
            return arbiter.overrule(ticket.note(p.arbiterAt()), p.method(), failure == null ? null : unwrap(failure));
        } catch (Throwable fault) {
            p.around().errors().failedOpen(p.method(), fault);
            return null;
        }
    }

    /** The ending of what gates {@code to} to {@code from} had admitted: that failure, unless the arbiter is among them. */
    static Throwable ending(Pipeline p, Ticket ticket, int from, int to, Throwable failure) {
        boolean decides = p.arbiterAt() >= to && p.arbiterAt() <= from;
        Throwable instead = decides ? overruled(p, ticket, failure) : null;
        return instead == null ? failure : instead;
    }

    /**
     * A plain call whose body returned, by whatever pipeline admitted it; a call that is settled already is left alone.
     * If the arbiter overrules that ending, nothing settles, and {@link Governor#late} must follow.
     */
    static @Nullable Throwable returned(Ticket ticket) {
        Pipeline p = ticket.pipeline;
        if (p == null) {
            return null;
        }
        Throwable instead = p.stage() || p.arbiterAt() >= ticket.admitted ? null : overruled(p, ticket, null);
        if (instead == null) {
            settled(p, ticket);
        }
        return instead;
    }

    /** A stage method's call whose stage completed well. */
    static void completed(Ticket ticket) {
        settled(ticket.pipeline(), ticket);
    }

    private static void settled(Pipeline p, Ticket ticket) {
        long now = p.readsSettlement() ? p.now() : 0;
        if (p.retryAt() >= 0) {
            ticket.note(p.retryAt(), ticket.attempts);
        }
        settle(p, ticket, ticket.admitted - 1, 0, now, null);
        Measurement.succeeded(ticket, now);
        ticket.close();
    }

    /**
     * A gate refused an attempt that began at gate {@code first}: settles the gates that had admitted it, except for a
     * retry gate and what is outside that, and answers how the attempt ended: with the refusal, unless the arbiter knows
     * better. A wait that was interrupted because the time was up is no refusal, and no event. Null if the gate cannot
     * say how it refuses; then nothing has settled.
     */
    static @Nullable Throwable refusal(
            Pipeline p, Ticket ticket, int at, int first, long answer, @Nullable Object key) {
        Gate gate = p.gate(at);
        RefusedException refusal;
        try {
            refusal = gate.refusal(answer, p.method(), key);
        } catch (Throwable fault) {
            p.around().errors().failedOpen(p.method(), fault);
            return null;
        }
        int inside = at > p.retryAt() ? Math.max(first, p.retryAt() + 1) : first;
        Throwable ending = p.stage() ? refusal : ending(p, ticket, at - 1, inside, refusal);
        if (ending == refusal) {
            announce(p, gate, answer);
        }
        long now = p.readsSettlement() ? p.now() : 0;
        settle(p, ticket, at - 1, inside, now, ending);
        if (ticket.owned()) {
            ticket.admitted = inside;
        }
        return ending;
    }

    private static void announce(Pipeline p, Gate gate, long answer) {
        try {
            p.around().events().emit(new Event.Rejected(gate.name(), gate.policy(), gate.reason(answer), p.method()));
        } catch (Throwable fault) {
            p.around().errors().failedOpen(p.method(), fault);
        }
    }

    /** The time of a failed attempt's settlement, which the ticket keeps for those who measure the call. */
    static long now(Pipeline p, Ticket ticket) {
        if (!p.readsSettlement()) {
            return 0;
        }
        ticket.settledAt = p.now();
        return ticket.settledAt;
    }

    /** What a stage's failure is about. */
    static Throwable unwrap(Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
