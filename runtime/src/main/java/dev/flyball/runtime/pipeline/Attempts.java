package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.retry.RetryGate;
import org.jspecify.annotations.Nullable;

/**
 * What happens between two attempts of a call: the retry gate is asked, the caller waits, and the gates further in are
 * passed again.
 */
final class Attempts {

    /** The answer of a gate that threw instead of answering. */
    static final long FAULT = Gate.PENDING + 1;

    private Attempts() {}

    /**
     * Asks the retry gate about a failed attempt, waits, and asks the gates further in, until one attempt is admitted
     * (answers the ticket) or the gate gives up (answers the failure that flies).
     */
    static Object repeat(Pipeline p, Ticket ticket, Throwable failed) {
        Throwable failure = failed;
        while (true) {
            ticket.admitted = p.retryAt() + 1;
            long wait = next(p, ticket, failure);
            if (wait < 0 || !Pause.until(p.around().clock(), p.now() + wait)) {
                ticket.explain(failure);
                return failure;
            }
            ticket.failedBefore(failure);
            ticket.attempts++;
            ticket.startedAt = p.now();
            Throwable refusal = admit(p, ticket, p.retryAt() + 1);
            if (refusal == null) {
                return ticket;
            }
            failure = refusal;
        }
    }

    /** Takes an attempt through the gates from {@code first} on, on this thread; null if it is admitted. */
    private static @Nullable Throwable admit(Pipeline p, Ticket ticket, int first) {
        for (int i = first; i < p.size(); i++) {
            long answer = ask(p, i, ticket, null);
            if (answer == FAULT) {
                withoutGates(p, ticket, i, first);
                return null;
            }
            if (answer < 0) {
                Throwable refusal = Settlement.refusal(p, ticket, i, first, answer, ticket.key);
                if (refusal == null) {
                    withoutGates(p, ticket, i, first);
                }
                return refusal;
            }
            ticket.note(i, answer);
            ticket.admitted = i + 1;
            if (p.gate(i).waited(answer)) {
                ticket.startedAt = p.now();
            }
        }
        return null;
    }

    /** A gate is broken: the attempt goes on without the gates from {@code first} on. */
    static void withoutGates(Pipeline p, Ticket ticket, int at, int first) {
        if (p.arbiterAt() >= first && p.arbiterAt() < at && !p.stage()) {
            Settlement.overruled(p, ticket, null);
        }
        Settlement.settle(p, ticket, at - 1, first, ticket.startedAt, null);
        ticket.admitted = first;
    }

    /** Asks one gate; with a turn it parks no thread and may answer {@link Gate#PENDING}. */
    static long ask(Pipeline p, int at, Ticket ticket, @Nullable Turn turn) {
        try {
            Gate gate = p.gate(at);
            return turn == null
                    ? gate.admit(ticket.startedAt, ticket.key)
                    : gate.admitLater(ticket.startedAt, ticket.key, turn);
        } catch (Throwable fault) {
            p.around().errors().failedOpen(p.method(), fault);
            return FAULT;
        }
    }

    /** Nanoseconds to wait before the next attempt, or −1 if there is to be none. */
    static long next(Pipeline p, Ticket ticket, Throwable failure) {
        try {
            if (p.arbiter() != null
                    && p.arbiterAt() < p.retryAt()
                    && p.arbiter().decided(ticket.note(p.arbiterAt()))) {
                return -1;
            }
            RetryGate retry = (RetryGate) p.gate(p.retryAt());
            return retry.next(ticket.attempts, ticket.firstAt, p.now(), Settlement.unwrap(failure));
        } catch (Throwable fault) {
            p.around().errors().failedOpen(p.method(), fault);
            return -1;
        }
    }

    /** Settles the gates from the retry gate outwards, once no attempt follows; answers how the call has ended. */
    static Throwable finish(Pipeline p, Ticket ticket, Throwable failure) {
        int outermost = Math.min(p.retryAt(), ticket.admitted - 1);
        Throwable flies = p.stage() ? failure : Settlement.ending(p, ticket, outermost, 0, failure);
        settleOuter(p, ticket, flies);
        return flies;
    }

    static void settleOuter(Pipeline p, Ticket ticket, Throwable flies) {
        long now = Settlement.now(p, ticket);
        if (p.retryAt() >= 0) {
            ticket.note(p.retryAt(), ticket.attempts);
        }
        Settlement.settle(p, ticket, Math.min(p.retryAt(), ticket.admitted - 1), 0, now, flies);
    }

    /** Whether any gate let this call wait. */
    static boolean waited(Pipeline p, Ticket ticket) {
        for (int i = 0; i < p.size(); i++) {
            if (p.gate(i).waited(ticket.note(i))) {
                return true;
            }
        }
        return false;
    }
}
