package dev.flyball.runtime.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A thread's governed calls in progress, innermost last: tickets that are used again and again, so that a call
 * allocates none. Used by its own thread only.
 */
final class CallStack {

    private static final ThreadLocal<CallStack> CURRENT = ThreadLocal.withInitial(CallStack::new);

    private Ticket[] tickets = new Ticket[0];
    private int depth;

    /** The site whose body this thread is about to enter on purpose, see {@link Arrival}. */
    @Nullable
    Object arriving;

    static CallStack current() {
        return CURRENT.get();
    }

    Ticket push(Pipeline pipeline) {
        if (depth == tickets.length) {
            grow();
        }
        Ticket ticket = tickets[depth++];
        ticket.open(pipeline);
        return ticket;
    }

    /** Calls end innermost first; a frame that vanished without ending its call is forgotten here. */
    void popTo(int place) {
        depth = place;
    }

    private void grow() {
        Ticket[] larger = new Ticket[Math.max(4, tickets.length * 2)];
        System.arraycopy(tickets, 0, larger, 0, tickets.length);
        for (int i = tickets.length; i < larger.length; i++) {
            larger[i] = Ticket.stacked(this, i);
        }
        tickets = larger;
    }
}
