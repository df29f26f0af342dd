package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls through their gates: in order at admission, in reverse at settlement. {@link Passage} is the usual way
 * through, {@link Attempts} the way again where a failed attempt is repeated, {@link Settlement} every other way out. Governance fails open in this package
 * and nowhere else: whatever a gate throws is counted and the call goes on without it.
 *
 * <p>Admission answers a {@link Ticket}, a {@link Throwable} as plain data (a {@link RefusedException}, or what an
 * {@linkplain dev.flyball.runtime.call.ArbiterGate arbiter} made of it), or null when a gate is broken and the call
 * passes ungoverned.
 */
public final class Governor {

    private Governor() {}

    /** Admits or refuses a call. Parks the thread where a rule lets the call wait. */
    public static @Nullable Object admit(Pipeline pipeline, @Nullable Object key) {
        return Passage.admit(pipeline, key);
    }

    /**
     * Settles a call whose body returned. Null if it ends so; else nothing has settled, and {@link #late} must follow with
     * the answer.
     */
    public static @Nullable Throwable returned(Ticket ticket) {
        return Settlement.returned(ticket);
    }

    /** A ticket for a call that has something of its own to remember. */
    static Ticket own(Pipeline p, long now, @Nullable Object key, long n0, long n1, long n2, long n3) {
        Ticket ticket = p.stage() ? Ticket.lasting(p) : CallStack.current().push(p);
        ticket.note(n0, n1, n2, n3);
        ticket.key = key;
        ticket.firstAt = now;
        ticket.startedAt = now;
        return ticket;
    }

    /** The time for the gate after that one, which may have let the call wait. */
    static long after(Pipeline p, int at, long answer, long now) {
        return p.gate(at).waited(answer) ? p.now() : now;
    }

    /** Every gate has admitted a call: it starts now, where one of them let it wait. */
    static Ticket started(Pipeline p, Ticket ticket) {
        if (p.mayWait() && p.readsSettlement() && Attempts.waited(p, ticket)) {
            ticket.startedAt = p.now();
        }
        Measurement.begin(p, ticket);
        return ticket;
    }

    /** A gate threw on admission: those that had admitted settle, and the call goes on without any. */
    static @Nullable Object failedOpen(Pipeline p, int at, long now, Ticket notes, Throwable fault) {
        p.around().errors().failedOpen(p.method(), fault);
        return withoutGates(p, at, now, notes);
    }

    private static @Nullable Object withoutGates(Pipeline p, int at, long now, Ticket notes) {
        if (p.arbiterAt() < at) {
            Settlement.overruled(p, notes, null);
        }
        Settlement.settle(p, notes, at - 1, 0, now, null);
        notes.close();
        return null;
    }

    /** A gate refused: unless a retry gate outside it asks again, that is how the call ends. */
    static @Nullable Object refused(Pipeline p, int at, long answer, long now, @Nullable Object key, Ticket notes) {
        notes.startedAt = now;
        Throwable refusal = Settlement.refusal(p, notes, at, 0, answer, key);
        if (refusal == null) {
            return withoutGates(p, at, now, notes);
        }
        Object ending = refusal;
        if (at > p.retryAt() && p.retryAt() >= 0) {
            Ticket ticket = notes.owned() ? notes : own(p, now, key, notes.n0, notes.n1, notes.n2, notes.n3);
            ending = Attempts.repeat(p, ticket, refusal);
            if (ending instanceof Throwable last) {
                ending = Attempts.finish(p, ticket, last);
                ticket.close();
            } else {
                Measurement.begin(p, ticket);
            }
        } else {
            notes.close();
        }
        if (ending instanceof Throwable flies) {
            Measurement.unadmitted(p, now, flies);
        }
        return ending;
    }

    /**
     * Settles a call whose body threw. Null if it was admitted again and the body must run again; else the failure that
     * flies, which is the given one unless a later attempt was refused. The ticket stays open: {@link #failed},
     * {@link #replaced} or {@link Ticket#close} must follow.
     */
    public static @Nullable Throwable threw(Ticket ticket, Throwable failure) {
        Pipeline p = ticket.pipeline();
        return ended(p, ticket, Settlement.ending(p, ticket, ticket.admitted - 1, p.retryAt() + 1, failure));
    }

    /**
     * Settles a call whose body returned, but which ends with {@code instead}, as {@link #returned} answered. The rest is
     * as with {@link #threw}.
     */
    public static @Nullable Throwable late(Ticket ticket, Throwable instead) {
        Pipeline p = ticket.pipeline();
        if (p.arbiterAt() > p.retryAt()) {
            return ended(p, ticket, instead);
        }
        Settlement.settle(p, ticket, ticket.admitted - 1, p.retryAt() + 1, Settlement.now(p, ticket), instead);
        Attempts.settleOuter(p, ticket, instead);
        return instead;
    }

    private static @Nullable Throwable ended(Pipeline p, Ticket ticket, Throwable failure) {
        Settlement.settle(p, ticket, ticket.admitted - 1, p.retryAt() + 1, Settlement.now(p, ticket), failure);
        if (p.retryAt() < 0 || ticket.admitted <= p.retryAt()) {
            return failure;
        }
        Object answer = Attempts.repeat(p, ticket, failure);
        if (!(answer instanceof Throwable last)) {
            ticket.repeats = true;
            return null;
        }
        return Attempts.finish(p, ticket, last);
    }

    /** The call ends with a failure; measures it and closes the ticket. */
    public static void failed(Ticket ticket, Throwable flies) {
        Measurement.failed(ticket, flies, false);
        ticket.close();
    }

    /** A fallback is asked because of a failure; measures the call and leaves the ticket to hand the result out. */
    public static void replaced(Ticket ticket, Throwable flies) {
        Measurement.failed(ticket, flies, true);
    }
}
