package dev.flyball.runtime.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Holds the ticket that all calls of one pipeline share, for as long as their gates give the same notes: a closed
 * breaker's note changes only when it opens.
 *
 * <p>{@code current} is read and written plainly, by all callers: a ticket in here is never written once it is made, a
 * fence in {@link Ticket#shared} orders its making before its publication, and a caller uses it only if it carries the
 * caller's own notes. A caller that finds another makes its own and leaves it here for the next.
 */
final class SharedTicket {

    @Nullable
    Ticket current;

    /** The ticket of these notes, for this call and the next ones. */
    Ticket renewed(Pipeline p, long n0, long n1, long n2, long n3) {
        Ticket fresh = Ticket.shared(p, n0, n1, n2, n3);
        current = fresh;
        return fresh;
    }
}
