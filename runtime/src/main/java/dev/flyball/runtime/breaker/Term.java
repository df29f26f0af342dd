package dev.flyball.runtime.breaker;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import org.jspecify.annotations.Nullable;

/**
 * The time between two edges: a state, and all that belongs to it. Immutable but for the window or the probes, which no
 * later epoch shares. Reading the breaker's one reference to a term therefore reads everything at once.
 */
abstract sealed class Term {

    /** What {@link #pass} is where a call is not simply let through. */
    static final long NO_PASS = -1;

    final State state;
    final long epoch;
    final Rules rules;
    /** The permit of every call that this term lets through without looking further, or {@link #NO_PASS}. */
    final long pass;
    /** A copy of the rules', because a call that comes from a pass looks at nothing else. */
    final long slowAfter;
    /** Where outcomes of passes are kept; null where none are. */
    final @Nullable Window window;

    private Term(State state, long epoch, Rules rules, boolean passes, @Nullable Window window) {
        this.state = state;
        this.epoch = epoch;
        this.rules = rules;
        this.pass = passes ? Permit.of(epoch) : NO_PASS;
        this.slowAfter = rules.slowAfter;
        this.window = window;
    }

    private static Window emptyWindow(Rules rules) {
        int size = rules.spec.window();
        return new CountWindow(size, rules.minimum(size));
    }

    /** An outcome that is being added meanwhile may be left behind. */
    final @Nullable Window resized(Rules others) {
        int size = others.spec.window();
        return window == null ? null : window.resized(size, others.minimum(size));
    }

    /** The rates' sample so far. */
    Tally tally() {
        return window == null ? Tally.NONE : window.tally();
    }

    /** The same term under other rules, its outcomes kept; a window of another size keeps the newest. */
    abstract Term under(Rules others);

    /** How many calls {@link #tally} must hold before its rates mean something. */
    int minimum() {
        return rules.minimum(rules.spec.window());
    }

    /** All is well as far as anybody knows. */
    static final class Closed extends Term {
        Closed(long epoch, Rules rules) {
            this(epoch, rules, emptyWindow(rules));
        }

        private Closed(long epoch, Rules rules, @Nullable Window window) {
            super(State.CLOSED, epoch, rules, true, window);
        }

        @Override
        Term under(Rules others) {
            return new Closed(epoch, others, resized(others));
        }

        @Nullable
        Trip trip() {
            return rules.trip(tally(), rules.spec.window(), "calls");
        }
    }

    /** Nothing passes until {@code until}. */
    static final class Open extends Term {
        final long since;
        final long until;
        /** Probings that failed in a row before this term. */
        final int openings;

        final Trip trip;

        Open(long epoch, Rules rules, long now, int openings, Trip trip) {
            this(epoch, rules, now, now + rules.openFor(openings), openings, trip);
        }

        private Open(long epoch, Rules rules, long since, long until, int openings, Trip trip) {
            super(State.OPEN, epoch, rules, false, null);
            this.since = since;
            this.until = until;
            this.openings = openings;
            this.trip = trip;
        }

        @Override
        Term under(Rules others) {
            return new Open(epoch, others, since, until, openings, trip);
        }
    }

    /** A few calls may find out whether all is well again. */
    static final class HalfOpen extends Term {
        final Probes probes;
        /** Openings so far since it was last closed. */
        final int openings;

        HalfOpen(long epoch, Rules rules, long now, int openings) {
            this(epoch, rules, new Probes(rules.spec.probes(), now), openings);
        }

        private HalfOpen(long epoch, Rules rules, Probes probes, int openings) {
            super(State.HALF_OPEN, epoch, rules, false, null);
            this.probes = probes;
            this.openings = openings;
        }

        @Override
        Term under(Rules others) {
            return new HalfOpen(epoch, others, probes, openings);
        }

        @Nullable
        Trip trip() {
            return rules.trip(tally(), probes.size(), "probes");
        }

        @Override
        Tally tally() {
            return probes.tally();
        }

        @Override
        int minimum() {
            return rules.minimum(probes.size());
        }
    }

    /** Somebody decided by hand, so nothing is judged: METRICS_ONLY, DISABLED, FORCED_OPEN. */
    static final class Manual extends Term {
        Manual(State state, long epoch, Rules rules) {
            this(state, epoch, rules, state == State.METRICS_ONLY ? emptyWindow(rules) : null);
        }

        private Manual(State state, long epoch, Rules rules, @Nullable Window window) {
            super(state, epoch, rules, state != State.FORCED_OPEN, window);
        }

        @Override
        Term under(Rules others) {
            return new Manual(state, epoch, others, resized(others));
        }
    }

    /** The runtime keeps callers away while {@code owner} says so; afterwards an override it hid stands again. */
    static final class Isolated extends Term {
        final Object owner;
        final State afterwards;

        Isolated(long epoch, Rules rules, Object owner, State afterwards) {
            super(State.ISOLATED, epoch, rules, false, null);
            this.owner = owner;
            this.afterwards = afterwards;
        }

        @Override
        Term under(Rules others) {
            return new Isolated(epoch, others, owner, afterwards);
        }

        /** The same isolation with another end. */
        Isolated then(State state) {
            return new Isolated(epoch, rules, owner, state);
        }
    }
}
