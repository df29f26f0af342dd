package dev.flyball.runtime.pipeline;

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

    /** Tells gates {@code from} in to {@code to} out, which this thread passed, that it goes on without the call. */
    static void leave(Pipeline p, Ticket ticket, int from, int to) {
        if (!p.leaves()) {
            return;
        }
        for (int i = from; i >= to; i--) {
            try {
                ticket.note(i, p.gate(i).leave(ticket.note(i)));
            } catch (Throwable fault) {
                p.around().errors().failedOpen(p.method(), fault);
            }
        }
    }

    /** A call whose body returned, by whatever pipeline admitted it. */
    static void returned(Ticket ticket) {
        Pipeline p = ticket.pipeline();
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
     * retry gate and what is outside that, and answers the refusal.
     */
    static RefusedException refusal(Pipeline p, Ticket ticket, int at, int first, long answer, @Nullable Object key) {
        Gate gate = p.gate(at);
        RefusedException refusal = gate.refusal(answer, p.method(), key);
        p.around().events().emit(new Event.Rejected(gate.name(), gate.policy(), gate.reason(answer), p.method()));
        long now = p.readsSettlement() ? p.now() : 0;
        int inside = at > p.retryAt() ? Math.max(first, p.retryAt() + 1) : first;
        settle(p, ticket, at - 1, inside, now, refusal);
        if (ticket.owned()) {
            ticket.admitted = inside;
        }
        return refusal;
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
