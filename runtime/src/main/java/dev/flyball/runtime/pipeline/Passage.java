package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.observe.Calls.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The usual way of a call: admitted by every gate, and settled by every gate when the body has returned. This is the hot
 * path of Flyball.
 *
 * <p>{@link Lane} gives each pipeline a copy of this class, so that the JIT compiles what that pipeline does and nothing
 * else: in a copy every gate has one class, and what the pipeline has not is never reached. Hence it is written out gate
 * by gate, without loops, and keeps whatever is unusual in other classes. No method here may have more than 325 bytes of
 * bytecode: HotSpot does not inline a larger one, however hot it is.
 */
final class Passage {

    private Passage() {}

    /** Answers a ticket, a {@link Throwable} as plain data, or null where a gate is broken. */
    static @Nullable Object admit(Pipeline p, @Nullable Object key) {
        long now = p.readsAdmission() ? p.now() : 0;
        long n0 = 0;
        long n1 = 0;
        long n2 = 0;
        long n3 = 0;
        long answer;
        int at = 0;
        try {
            answer = n0 = p.g0().admit(now, key);
            if (answer >= 0 && p.g1() != null) {
                at = 1;
                now = p.rereads() ? Governor.after(p, 0, answer, now) : now;
                answer = n1 = p.g1().admit(now, key);
            }
            if (answer >= 0 && p.g2() != null) {
                at = 2;
                now = p.rereads() ? Governor.after(p, 1, answer, now) : now;
                answer = n2 = p.g2().admit(now, key);
            }
            if (answer >= 0 && p.g3() != null) {
                at = 3;
                now = p.rereads() ? Governor.after(p, 2, answer, now) : now;
                answer = n3 = p.g3().admit(now, key);
            }
        } catch (Throwable fault) {
            return Governor.failedOpen(p, at, now, Ticket.shared(p, n0, n1, n2, n3), fault);
        }
        if (answer < 0) {
            return Governor.refused(p, at, answer, now, key, Ticket.shared(p, n0, n1, n2, n3));
        }
        SharedTicket shared = shared(p);
        if (shared != null) {
            return ticket(p, shared, n0, n1, n2, n3);
        }
        Ticket own = Governor.own(p, now, key, n0, n1, n2, n3);
        return p.g4() == null ? Governor.started(p, own) : admitFurther(p, own, now, key);
    }

    /** Null where calls have tickets of their own, and for a call that is to be measured in full. */
    private static @Nullable SharedTicket shared(Pipeline p) {
        SharedTicket shared = p.shared();
        return shared != null && p.counted() && p.calls().sampled() ? null : shared;
    }

    private static Ticket ticket(Pipeline p, SharedTicket shared, long n0, long n1, long n2, long n3) {
        Ticket ticket = shared.current;
        return ticket != null
                        && ticket.n0 == n0
                        && (p.g1() == null || ticket.n1 == n1)
                        && (p.g2() == null || ticket.n2 == n2)
                        && (p.g3() == null || ticket.n3 == n3)
                ? ticket
                : shared.renewed(p, n0, n1, n2, n3);
    }

    /** The inner half of {@link #admit}, for more gates than a shared ticket has notes. */
    private static @Nullable Object admitFurther(Pipeline p, Ticket own, long since, @Nullable Object key) {
        long now = since;
        long answer = 0;
        int at = 4;
        try {
            if (p.g4() != null) {
                now = p.rereads() ? Governor.after(p, 3, own.n3, now) : now;
                answer = own.n4 = p.g4().admit(now, key);
            }
            if (answer >= 0 && p.g5() != null) {
                at = 5;
                now = p.rereads() ? Governor.after(p, 4, answer, now) : now;
                answer = own.n5 = p.g5().admit(now, key);
            }
            if (answer >= 0 && p.g6() != null) {
                at = 6;
                now = p.rereads() ? Governor.after(p, 5, answer, now) : now;
                answer = own.n6 = p.g6().admit(now, key);
            }
            if (answer >= 0 && p.g7() != null) {
                at = 7;
                now = p.rereads() ? Governor.after(p, 6, answer, now) : now;
                answer = own.n7 = p.g7().admit(now, key);
            }
        } catch (Throwable fault) {
            return Governor.failedOpen(p, at, now, own, fault);
        }
        return answer < 0 ? Governor.refused(p, at, answer, now, key, own) : Governor.started(p, own);
    }

    /**
     * Settles a call whose body returned. If the arbiter overrules that ending, nothing settles, {@link Governor#late}
     * must follow, and what the call ended with instead is the answer; else null.
     *
     * @param p the pipeline that the call site knows, which is the ticket's own unless it was replaced meanwhile
     */
    @SuppressWarnings("ReferenceEquality") // each pipeline is itself alone
    static @Nullable Throwable returned(Pipeline p, Ticket ticket) {
        if (ticket.pipeline != p || (p.retryAt() >= 0 && ticket.admitted < p.size())) {
            return Settlement.returned(ticket);
        }
        if (p.arbiter() != null) {
            Throwable instead = Settlement.overruled(p, ticket, null);
            if (instead != null) {
                return instead;
            }
        }
        long now = p.readsSettlement() ? p.now() : 0;
        if (p.retryAt() >= 0) {
            ticket.note(p.retryAt(), ticket.attempts);
        }
        if (p.g4() != null) {
            settleFurther(p, ticket, now);
        }
        int at = 3;
        try {
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
        over(p, ticket, now);
        return null;
    }

    /** What remains once the gates have settled: measures the call, and gives its ticket back. */
    private static void over(Pipeline p, Ticket ticket, long now) {
        if (p.metered()) {
            p.calls().ended(Outcome.OK, now - ticket.firstAt);
        }
        if (p.counted()) {
            p.calls().succeeded();
            if (p.readsSettlement()) {
                p.calls().took(now - ticket.firstAt);
            }
            if (ticket.sampled) {
                Measurement.sampled(p, ticket);
            }
        }
        if (p.shared() == null || (p.counted() && ticket.owned())) {
            ticket.close();
        }
    }

    /** The inner half of {@link #returned}. */
    private static void settleFurther(Pipeline p, Ticket ticket, long now) {
        int at = 7;
        try {
            if (p.g7() != null) {
                p.g7().settle(ticket.n7, ticket.startedAt, now, null);
            }
            at = 6;
            if (p.g6() != null) {
                p.g6().settle(ticket.n6, ticket.startedAt, now, null);
            }
            at = 5;
            if (p.g5() != null) {
                p.g5().settle(ticket.n5, ticket.startedAt, now, null);
            }
            at = 4;
            if (p.g4() != null) {
                p.g4().settle(ticket.n4, ticket.startedAt, now, null);
            }
        } catch (Throwable fault) {
            p.around().errors().failedOpen(p.method(), fault);
            Settlement.settle(p, ticket, at - 1, 4, now, null);
        }
    }
}
