package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.Calls.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls through their gates: in order at admission, in reverse at settlement. {@link Attempts} takes them through
 * again where a failed attempt is repeated. Governance fails open here, and in {@link Settlement} for one gate at a time,
 * and nowhere else: whatever a gate throws is counted and the call goes on without it.
 *
 * <p>Admission answers a {@link Ticket}, a {@link RefusedException} as plain data, or null when a gate is broken and the
 * call passes ungoverned.
 *
 * <p>{@link #admit} and {@link #returned} are the hot path. They are written out gate by gate, without loops, for call
 * sites that know their pipeline as a constant: whatever the pipeline has not is then compiled away.
 */
public final class Governor {

    private Governor() {}

    /** Admits or refuses a call. Parks the thread where a rule lets the call wait. */
    public static @Nullable Object admit(Pipeline p, @Nullable Object key) {
        long now = p.readsAdmission() ? p.now() : 0;
        long n0 = 0;
        long n1 = 0;
        long n2 = 0;
        long n3 = 0;
        long n4 = 0;
        long n5 = 0;
        long answer;
        int at = 0;
        try {
            answer = n0 = p.g0().admit(now, key);
            if (answer >= 0 && p.g1() != null) {
                at = 1;
                answer = n1 = p.g1().admit(now, key);
            }
            if (answer >= 0 && p.g2() != null) {
                at = 2;
                answer = n2 = p.g2().admit(now, key);
            }
            if (answer >= 0 && p.g3() != null) {
                at = 3;
                answer = n3 = p.g3().admit(now, key);
            }
            if (answer >= 0 && p.g4() != null) {
                at = 4;
                answer = n4 = p.g4().admit(now, key);
            }
            if (answer >= 0 && p.g5() != null) {
                at = 5;
                answer = n5 = p.g5().admit(now, key);
            }
        } catch (Throwable fault) {
            return failedOpen(p, at, now, Ticket.shared(p, n0, n1, n2, n3, n4, n5), fault);
        }
        if (answer < 0) {
            return refused(p, at, answer, now, key, Ticket.shared(p, n0, n1, n2, n3, n4, n5));
        }
        SharedTicket shared = p.shared();
        return shared == null
                ? own(p, now, key, n0, n1, n2, n3, n4, n5)
                : shared.of(p, n0, n1, n2, n3, n4, n5);
    }

    private static Ticket own(
            Pipeline p, long now, @Nullable Object key, long n0, long n1, long n2, long n3, long n4, long n5) {
        Ticket ticket = p.stage() ? Ticket.lasting(p) : CallStack.current().push(p);
        ticket.note(n0, n1, n2, n3, n4, n5);
        ticket.key = key;
        ticket.firstAt = now;
        ticket.startedAt = now;
        if (p.mayWait() && p.readsSettlement() && Attempts.waited(p, ticket)) {
            ticket.startedAt = p.now();
        }
        return ticket;
    }

    /** A gate threw on admission: those that had admitted settle, and the call goes on without any. */
    private static @Nullable Object failedOpen(Pipeline p, int at, long now, Ticket notes, Throwable fault) {
        p.around().errors().failedOpen(p.method(), fault);
        Settlement.settle(p, notes, at - 1, 0, now, null);
        return null;
    }

    /** A gate refused: unless a retry gate outside it asks again, that is how the call ends. */
    private static @Nullable Object refused(
            Pipeline p, int at, long answer, long now, @Nullable Object key, Ticket notes) {
        notes.startedAt = now;
        RefusedException refusal = Settlement.refusal(p, notes, at, 0, answer, key);
        Object ending = refusal;
        if (at > p.retryAt() && p.retryAt() >= 0) {
            Ticket ticket = own(p, now, key, notes.n0, notes.n1, notes.n2, notes.n3, notes.n4, notes.n5);
            ending = Attempts.repeat(p, ticket, refusal);
            if (ending instanceof Throwable flies) {
                Attempts.finish(p, ticket, flies);
                ticket.close();
            }
        }
        if (p.metered() && ending instanceof Throwable) {
            p.calls().ended(Outcome.REJECTED, p.now() - now);
        }
        return ending;
    }

    /**
     * Settles a call whose body returned.
     *
     * @param p the pipeline that the call site knows, which is the ticket's own unless it was replaced meanwhile
     */
    @SuppressWarnings("ReferenceEquality") // each pipeline is itself alone
    public static void returned(Pipeline p, Ticket ticket) {
        if (ticket.pipeline != p) {
            Settlement.returned(ticket);
            return;
        }
        long now = p.readsSettlement() ? p.now() : 0;
        if (p.retryAt() >= 0) {
            ticket.note(p.retryAt(), ticket.attempts);
        }
        int at = 5;
        try {
            if (p.g5() != null) {
                p.g5().settle(ticket.n5, ticket.startedAt, now, null);
            }
            at = 4;
            if (p.g4() != null) {
                p.g4().settle(ticket.n4, ticket.startedAt, now, null);
            }
            at = 3;
            if (p.g3() != null) {
                p.g3().settle(ticket.n3, ticket.startedAt, now, null);
            }
            at = 2;
            if (p.g2() != null) {
                p.g2().settle(ticket.n2, ticket.startedAt, now, null);
            }
            at = 1;
            if (p.g1() != null) {
                p.g1().settle(ticket.n1, ticket.startedAt, now, null);
            }
            at = 0;
            p.g0().settle(ticket.n0, ticket.startedAt, now, null);
        } catch (Throwable fault) {
            p.around().errors().failedOpen(p.method(), fault);
            Settlement.settle(p, ticket, at - 1, 0, now, null);
        }
        if (p.metered()) {
            p.calls().ended(Outcome.OK, now - ticket.firstAt);
        }
        if (p.shared() == null) {
            ticket.close();
        }
    }

    /**
     * Settles a call whose body threw. Null if it was admitted again and the body must run again; else the failure that
     * flies, which is the given one unless a later attempt was refused. The ticket stays open: {@link #failed},
     * {@link #replaced} or {@link Ticket#close} must follow.
     */
    public static @Nullable Throwable threw(Ticket ticket, Throwable failure) {
        Pipeline p = ticket.pipeline();
        long now = p.readsSettlement() ? p.now() : 0;
        Settlement.settle(p, ticket, ticket.admitted - 1, p.retryAt() + 1, now, failure);
        if (p.retryAt() < 0 || ticket.admitted <= p.retryAt()) {
            return failure;
        }
        Object answer = Attempts.repeat(p, ticket, failure);
        if (!(answer instanceof Throwable flies)) {
            ticket.repeats = true;
            return null;
        }
        Attempts.finish(p, ticket, flies);
        return flies;
    }

    /** The call ends with a failure; measures it and closes the ticket. */
    public static void failed(Ticket ticket, Throwable flies) {
        Settlement.measure(ticket, flies instanceof RefusedException ? Outcome.REJECTED : Outcome.ERROR);
        ticket.close();
    }

    /** The call ends with a fallback's result; measures it and leaves the ticket to hand that out. */
    public static void replaced(Ticket ticket) {
        Settlement.measure(ticket, Outcome.DEGRADED);
    }
}
