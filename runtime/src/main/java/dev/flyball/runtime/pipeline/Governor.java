package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.Calls.Outcome;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.retry.RetryGate;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls through their gates: in order at admission, in reverse at settlement, again from the retry gate inwards
 * when a failed attempt is repeated. Governance fails open here and nowhere else: whatever a gate throws is reported to
 * {@link InternalErrors} and the call goes on without that gate.
 *
 * <p>Admission answers a {@link Ticket}, a {@link RefusedException} as plain data, or null when a gate is broken and the
 * call passes ungoverned.
 */
public final class Governor {

    private Governor() {}

    /** Admits or refuses a call. Parks the thread where a rule lets the call wait. */
    public static @Nullable Object admit(Pipeline pipeline, @Nullable Object key) {
        long now = pipeline.readsAdmission ? pipeline.clock.nanos() : 0;
        Ticket ticket = pipeline.ticket();
        if (ticket.owned()) {
            ticket.firstAt = now;
            ticket.startedAt = now;
            ticket.key = key;
        }
        Object answer = pass(pipeline, ticket, 0, now, key);
        return answer instanceof RefusedException refusal ? refused(pipeline, ticket, refusal) : answer;
    }

    /** Takes a call through the gates from {@code first} on; what had admitted it is settled if one refuses. */
    private static @Nullable Object pass(Pipeline pipeline, Ticket ticket, int first, long now, @Nullable Object key) {
        Gate[] gates = pipeline.gates;
        Ticket noted = ticket;
        int i = first;
        try {
            for (; i < gates.length; i++) {
                long note = gates[i].admit(now, key);
                if (note < 0) {
                    return refuse(pipeline, noted, i, first, note, key);
                }
                if (noted.notes[i] != note) {
                    noted = noted.noting(i, note);
                }
                if (note == Gate.WAITED && gates[i].mayWait() && noted.owned()) {
                    now = pipeline.clock.nanos();
                    noted.startedAt = now;
                }
            }
            return noted;
        } catch (Throwable fault) {
            pipeline.errors.failedOpen(pipeline.method, fault);
            settle(pipeline, noted, i - 1, first, now, null);
            noted.close();
            return null;
        }
    }

    /** The answer of a gate that threw instead of answering. */
    static final long FAULT = Gate.PENDING + 1;

    /** Asks one gate on behalf of a stage call; with a turn the gate may answer {@link Gate#PENDING}. */
    static long ask(Pipeline pipeline, int at, long now, @Nullable Object key, Turn turn) {
        try {
            return pipeline.gates[at].admitLater(now, key, turn);
        } catch (Throwable fault) {
            pipeline.errors.failedOpen(pipeline.method, fault);
            return FAULT;
        }
    }

    /** One gate refused: settles those that had admitted this attempt, and answers the refusal. */
    static RefusedException refuse(
            Pipeline pipeline, Ticket ticket, int at, int first, long answer, @Nullable Object key) {
        Gate gate = pipeline.gates[at];
        RefusedException refusal = gate.refusal(answer, pipeline.method, key);
        String reason = answer == Gate.INTERRUPTED ? "interrupted" : "full";
        pipeline.events.emit(
                new Event.Rejected(gate.name(), refusal.getClass().getSimpleName(), reason, pipeline.method));
        long now = pipeline.readsSettlement ? pipeline.clock.nanos() : 0;
        int inside = at > pipeline.retryAt ? Math.max(first, pipeline.retryAt + 1) : first;
        settle(pipeline, ticket, at - 1, inside, now, refusal);
        ticket.admitted = ticket.owned() ? inside : ticket.admitted;
        return refusal;
    }

    /** A refusal at first admission: the retry gate, if the call got past it, may wait and ask again. */
    private static @Nullable Object refused(Pipeline pipeline, Ticket ticket, RefusedException refusal) {
        Object answer = refusal;
        if (pipeline.retry != null && ticket.admitted == pipeline.retryAt + 1) {
            answer = repeat(pipeline, ticket, refusal);
        }
        if (answer instanceof Throwable flies) {
            finish(pipeline, ticket, flies);
            ended(pipeline, ticket, Outcome.REJECTED);
            ticket.close();
        }
        return answer;
    }

    /** Settles a call whose body returned. */
    public static void returned(Ticket ticket) {
        Pipeline pipeline = ticket.pipeline();
        if (pipeline.retry != null) {
            ticket.notes[pipeline.retryAt] = ticket.attempts;
        }
        long now = pipeline.readsSettlement ? pipeline.clock.nanos() : 0;
        settle(pipeline, ticket, ticket.admitted - 1, 0, now, null);
        if (pipeline.metered) {
            pipeline.calls.ended(Outcome.OK, now - ticket.firstAt);
        }
        ticket.close();
    }

    /**
     * Settles a call whose body threw. Null if it was admitted again and the body must run again; else the failure that
     * flies, which is the given one unless a later attempt was refused. The ticket stays open: {@link #failed},
     * {@link #replaced} or {@link Ticket#close} must follow.
     */
    public static @Nullable Throwable threw(Ticket ticket, Throwable failure) {
        Pipeline pipeline = ticket.pipeline();
        long now = pipeline.readsSettlement ? pipeline.clock.nanos() : 0;
        settle(pipeline, ticket, ticket.admitted - 1, pipeline.retryAt + 1, now, failure);
        Throwable flies = failure;
        if (pipeline.retry != null && ticket.admitted > pipeline.retryAt) {
            ticket.admitted = pipeline.retryAt + 1;
            Object answer = repeat(pipeline, ticket, failure);
            if (!(answer instanceof Throwable last)) {
                ticket.repeats = true;
                return null;
            }
            flies = last;
            finish(pipeline, ticket, flies);
        }
        return flies;
    }

    /** The call ends with a failure; measures it and closes the ticket. */
    public static void failed(Ticket ticket, Throwable flies) {
        Pipeline pipeline = ticket.pipeline();
        ended(pipeline, ticket, flies instanceof RefusedException ? Outcome.REJECTED : Outcome.ERROR);
        ticket.close();
    }

    /** The call ends with a fallback's result; measures it and leaves the ticket to hand that out. */
    public static void replaced(Ticket ticket) {
        ended(ticket.pipeline(), ticket, Outcome.DEGRADED);
    }

    /** Reads the clock only where somebody measures. */
    private static void ended(Pipeline pipeline, Ticket ticket, Outcome outcome) {
        if (pipeline.metered) {
            pipeline.calls.ended(outcome, pipeline.clock.nanos() - ticket.firstAt);
        }
    }

    /**
     * Asks the retry gate about a failed attempt, waits, and asks the gates further in, until one attempt is admitted
     * (answers the ticket) or the gate gives up (answers the failure that flies).
     */
    private static Object repeat(Pipeline pipeline, Ticket ticket, Throwable failed) {
        Throwable failure = failed;
        while (true) {
            long wait = nextAttempt(pipeline, ticket, failure);
            if (wait < 0 || !Pause.until(pipeline.clock, pipeline.clock.nanos() + wait)) {
                ticket.explain(failure);
                return failure;
            }
            ticket.failedBefore(failure);
            ticket.attempts++;
            long now = pipeline.clock.nanos();
            ticket.startedAt = now;
            ticket.admitted = pipeline.gates.length;
            Object answer = pass(pipeline, ticket, pipeline.retryAt + 1, now, ticket.key);
            if (!(answer instanceof RefusedException refusal)) {
                return answer == null ? failure : answer;
            }
            failure = refusal;
        }
    }

    /** Nanoseconds to wait before the next attempt, or −1 if there is to be none. */
    static long nextAttempt(Pipeline pipeline, Ticket ticket, Throwable failure) {
        RetryGate retry = pipeline.retry;
        try {
            return retry == null
                    ? -1
                    : retry.next(ticket.attempts, ticket.firstAt, pipeline.clock.nanos(), unwrap(failure));
        } catch (Throwable fault) {
            pipeline.errors.failedOpen(pipeline.method, fault);
            return -1;
        }
    }

    /** Settles the gates from the retry gate outwards, once no attempt follows. */
    static void finish(Pipeline pipeline, Ticket ticket, Throwable flies) {
        long now = pipeline.readsSettlement ? pipeline.clock.nanos() : 0;
        if (pipeline.retry != null && ticket.owned()) {
            ticket.notes[pipeline.retryAt] = ticket.attempts;
        }
        settle(pipeline, ticket, Math.min(pipeline.retryAt, ticket.admitted - 1), 0, now, flies);
    }

    /** Settles gates {@code from} down to {@code to}, each whatever the others do. */
    static void settle(Pipeline pipeline, Ticket ticket, int from, int to, long now, @Nullable Throwable failure) {
        Throwable plain = failure == null ? null : unwrap(failure);
        for (int i = from; i >= to; i--) {
            try {
                pipeline.gates[i].settle(ticket.notes[i], ticket.startedAt, now, plain);
            } catch (Throwable fault) {
                pipeline.errors.failedOpen(pipeline.method, fault);
            }
        }
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
