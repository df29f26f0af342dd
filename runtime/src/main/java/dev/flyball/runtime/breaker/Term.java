package dev.flyball.runtime.breaker;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.pressure.LiveMemory.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The time between two edges: a state, and all that belongs to it. Immutable but for its window, probes or trickle, which no
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

    /** An outcome that is being added meanwhile may be left behind. */
    final @Nullable Window windowUnder(Rules others) {
        return window == null ? null : window.under(others);
    }

    /** The rates' sample so far; {@code now} is the clock's reading, or 0 if the caller has none. */
    Tally tally(long now) {
        return window == null ? Tally.NONE : window.tally(now);
    }

    /** The same term under other rules, its outcomes kept; a window of another size keeps the newest. */
    abstract Term under(Rules others);

    /** How many calls {@link #tally} must hold before its rates mean something. */
    int minimum() {
        return rules.windowMinimum();
    }

    /** Why the sample so far opens a breaker, or would if nobody overruled it; null if it does not. */
    @Nullable
    Trip trip(long now) {
        return rules.windowTrip(tally(now));
    }

    /** All is well as far as anybody knows. */
    static final class Closed extends Term {
        Closed(long epoch, Rules rules) {
            this(epoch, rules, rules.emptyWindow());
        }

        private Closed(long epoch, Rules rules, @Nullable Window window) {
            super(State.CLOSED, epoch, rules, true, window);
        }

        @Override
        Term under(Rules others) {
            return new Closed(epoch, others, windowUnder(others));
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

    /** Live memory is short, so only a few calls pass, and none is judged. */
    static final class Full extends Term {
        final long since;
        /** The measurement that opened it. */
        final Sample sample;

        final Trickle trickle;

        Full(long epoch, Rules rules, long now, Sample sample) {
            this(epoch, rules, now, sample, new Trickle(now));
        }

        private Full(long epoch, Rules rules, long since, Sample sample, Trickle trickle) {
            super(State.OPEN, epoch, rules, false, null);
            this.since = since;
            this.sample = sample;
            this.trickle = trickle;
        }

        /** Whether the last measurement ends it: by being low enough, or because it is too old and so there is none. */
        boolean eased(@Nullable Sample valid) {
            return valid == null || valid.live() < rules.spec.memoryThreshold().closesBelow(valid);
        }

        @Override
        Term under(Rules others) {
            return new Full(epoch, others, since, sample, trickle);
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

        @Override
        @Nullable
        Trip trip(long now) {
            return rules.trip(tally(now), minimum(), "probes");
        }

        @Override
        Tally tally(long now) {
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
            this(state, epoch, rules, state == State.METRICS_ONLY ? rules.emptyWindow() : null);
        }

        private Manual(State state, long epoch, Rules rules, @Nullable Window window) {
            super(state, epoch, rules, state != State.FORCED_OPEN, window);
        }

        @Override
        Term under(Rules others) {
            return new Manual(state, epoch, others, windowUnder(others));
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
