package dev.flyball.runtime.breaker;

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
 */
public record Standing(boolean admits, String reason, long retryAfterNanos) {

    /** How long to wait until it would; empty where nobody can know. */
    public Optional<Duration> retryAfter() {
        return retryAfterNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(retryAfterNanos));
    }

    static Standing of(String name, Term term, long now) {
        String who = "breaker " + name + " is " + term.state;
        if (term instanceof Term.Open open) {
            long left = Math.max(0, open.until - now);
            String next = left == 0 ? "; the next call is a probe" : "; next probe in " + Spans.text(left);
            return new Standing(
                    left == 0, who + " since " + Spans.text(now - open.since) + " after " + open.trip + next, left);
        }
        if (term instanceof Term.HalfOpen halfOpen) {
            int left = halfOpen.probes.free();
            Tally tally = halfOpen.tally();
            String settled = ": " + tally.calls() + " of " + halfOpen.probes.size() + " probes ended, " + tally.failed()
                    + " failed, " + left + " may start";
            return new Standing(left > 0, who + settled, left > 0 ? 0 : RefusedException.UNKNOWN);
        }
        if (term instanceof Term.Isolated isolated) {
            return new Standing(false, who + " by " + isolated.owner, RefusedException.UNKNOWN);
        }
        if (term instanceof Term.Manual) {
            boolean admits = term.pass >= 0;
            return new Standing(admits, who + " by hand", admits ? 0 : RefusedException.UNKNOWN);
        }
        Tally tally = term.tally();
        String counts = ": " + tally.failed() + " of " + tally.calls() + " calls failed (limit "
                + term.rules.spec.failureRate() + " of at least " + term.minimum() + ")";
        return new Standing(true, who + counts, 0);
    }
}
