package dev.flyball.runtime.breaker;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.call.RefusedException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a breaker would let a call pass, and why.
 *
 * @param admits whether it would
 * @param reason a sentence such as {@code breaker payments is OPEN since 3s after 12 of 20 calls failed (limit 0.5);
 *     next probe in 7s}
 * @param retryAfterNanos nanoseconds until it would, or {@link RefusedException#UNKNOWN}; 0 if it would now
 * @param state the state in force
 * @param computed the state that follows from what was measured: that in force, unless a person overruled it; empty where
 *     nothing is measured because of that
 */
public record Standing(boolean admits, String reason, long retryAfterNanos, State state, Optional<State> computed) {

    /** How long to wait until it would; empty where nobody can know. */
    public Optional<Duration> retryAfter() {
        return retryAfterNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(retryAfterNanos));
    }

    /** Whether somebody decided the state, a person or the runtime, rather than what was measured. */
    public boolean forced() {
        return !computed.equals(Optional.of(state));
    }

    static Standing of(String name, Term term, long now) {
        String who = "breaker " + name + " is " + term.state;
        if (term instanceof Term.Open open) {
            return open(who, open, now);
        }
        if (term instanceof Term.Full full) {
            return full(who, full, now);
        }
        if (term instanceof Term.HalfOpen halfOpen) {
            return halfOpen(who, halfOpen, now);
        }
        if (term instanceof Term.Isolated isolated) {
            return forced(term, who + " by " + isolated.owner, Optional.empty());
        }
        if (term.state == State.METRICS_ONLY) {
            State would = term.trip(now) == null ? State.CLOSED : State.OPEN;
            return forced(term, who + " by hand, and would be " + would + counts(term, now), Optional.of(would));
        }
        return term instanceof Term.Manual
                ? forced(term, who + " by hand", Optional.empty())
                : measured(term, 0, who + counts(term, now));
    }

    private static Standing open(String who, Term.Open open, long now) {
        long left = Math.max(0, open.until - now);
        String next = left == 0 ? "; the next call is a probe" : "; next probe in " + Spans.text(left);
        return measured(open, left, who + " since " + Spans.text(now - open.since) + " after " + open.trip + next);
    }

    private static Standing full(String who, Term.Full full, long now) {
        MemoryThreshold threshold = full.rules.spec.memoryThreshold();
        long left = full.trickle.left(now);
        return measured(
                full,
                left,
                who + " since " + Spans.text(now - full.since) + " because " + Bytes.text(full.sample.live()) + " of "
                        + Bytes.text(full.sample.max()) + " memory were live (limit " + threshold + "); closes below "
                        + Bytes.text(threshold.closesBelow(full.sample))
                        + ", until then one call a second or in 100 passes"
                        + (left == 0 ? "" : ", the next in " + Spans.text(left)));
    }

    private static Standing halfOpen(String who, Term.HalfOpen halfOpen, long now) {
        int left = halfOpen.probes.free();
        Tally tally = halfOpen.tally(now);
        String slow = halfOpen.rules.spec.countsSlowCalls() ? tally.slow() + " slow, " : "";
        String reason = who + ": " + tally.calls() + " of " + halfOpen.probes.size() + " probes ended, "
                + tally.failed() + " failed, " + slow + left + " may start";
        return measured(halfOpen, left > 0 ? 0 : RefusedException.UNKNOWN, reason);
    }

    private static String counts(Term term, long now) {
        Tally tally = term.tally(now);
        BreakerSpec spec = term.rules.spec;
        return ": " + tally.failed() + " of " + tally.calls() + " calls failed (limit " + spec.failureRate()
                + " of at least " + term.minimum() + ")"
                + (spec.countsSlowCalls()
                        ? ", " + tally.slow() + " took longer than " + Spans.text(term.slowAfter) + " (limit "
                                + spec.slowCallRate() + ")"
                        : "");
    }

    private static Standing measured(Term term, long left, String reason) {
        return new Standing(left == 0, reason, left, term.state, Optional.of(term.state));
    }

    private static Standing forced(Term term, String reason, Optional<State> computed) {
        boolean admits = term.pass >= 0;
        return new Standing(admits, reason, admits ? 0 : RefusedException.UNKNOWN, term.state, computed);
    }
}
