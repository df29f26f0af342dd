package dev.flyball.runtime.breaker;

import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A spec made ready for use: what an ending counts as, when rates open the breaker, for how long. Immutable. */
final class Rules {

    /** A {@link #slowAfter} that no call exceeds. */
    private static final long NEVER_SLOW = Long.MAX_VALUE;

    final BreakerSpec spec;
    /** Nanoseconds; a call that takes longer is slow. */
    final long slowAfter;

    private final Clock clock;

    Rules(BreakerSpec spec, Clock clock) {
        this.spec = spec;
        this.clock = clock;
        this.slowAfter = spec.countsSlowCalls() ? nanos(spec.slowCallDuration()) : NEVER_SLOW;
    }

    int outcome(@Nullable Throwable failure, long took) {
        int ending = failure == null ? Outcome.OK : kindOf(unwrapped(failure));
        return ending == Outcome.UNSAMPLED || took <= slowAfter ? ending : ending | Outcome.SLOW;
    }

    /** A predicate that throws must not keep the permit of the call that it looked at. */
    private int kindOf(Throwable failure) {
        if (failure instanceof CancellationException || failure instanceof RefusedException) {
            return Outcome.UNSAMPLED;
        }
        try {
            if (spec.ignoreOn().test(failure)) {
                return Outcome.UNSAMPLED;
            }
            boolean counts =
                    failure instanceof CallTimedOutException || spec.recordOn().test(failure);
            return counts ? Outcome.FAILED : Outcome.OK;
        } catch (RuntimeException | Error e) {
            return Outcome.FAILED;
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        for (Throwable cause = inner.getCause();
                cause != null && (inner instanceof CompletionException || inner instanceof ExecutionException);
                cause = inner.getCause()) {
            inner = cause;
        }
        return inner;
    }

    Window emptyWindow() {
        return spec.window() instanceof BreakerWindow.Calls calls
                ? new CountWindow(calls.calls(), windowMinimum())
                : TimeWindow.of(clock, windowNanos(), windowMinimum());
    }

    /** How far back a time window looks. */
    long windowNanos() {
        return spec.window() instanceof BreakerWindow.Span span ? nanos(span.span()) : 0;
    }

    /** How many calls a window must hold before its rates mean something. */
    int windowMinimum() {
        return spec.window() instanceof BreakerWindow.Calls calls ? minimum(calls.calls()) : spec.minimumCalls();
    }

    int minimum(int size) {
        return Math.min(spec.minimumCalls(), size);
    }

    /** Why these outcomes of a window open the breaker, or null if they do not. */
    @Nullable
    Trip windowTrip(Tally tally) {
        String what = spec.countsByTime() ? "calls in " + Spans.text(windowNanos()) : "calls";
        return trip(tally, windowMinimum(), what);
    }

    /** Why these outcomes open the breaker, or null if they do not. */
    @Nullable
    Trip trip(Tally tally, int minimum, String what) {
        if (tally.calls() < minimum) {
            return null;
        }
        if (tally.failureRate() >= spec.failureRate()) {
            return new Trip(tally.failed(), tally.calls(), what + " failed", spec.failureRate());
        }
        if (spec.countsSlowCalls() && tally.slowCallRate() >= spec.slowCallRate()) {
            String slow = what + " took longer than " + Spans.text(slowAfter);
            return new Trip(tally.slow(), tally.calls(), slow, spec.slowCallRate());
        }
        return null;
    }

    /** How long to stay open after so many openings in a row; growth never shortens {@code openFor} itself. */
    long openFor(int openings) {
        double grown = nanos(spec.openFor()) * Math.pow(spec.openForFactor(), openings);
        return Math.max(nanos(spec.openFor()), (long) Math.min((double) nanos(spec.openForMax()), grown));
    }

    long probeTimeout() {
        return nanos(spec.probeTimeout());
    }

    /** A century is as good as for ever, and leaves room for sums. */
    private static long nanos(Duration duration) {
        Duration century = Duration.ofDays(36_500);
        return (duration.compareTo(century) < 0 ? duration : century).toNanos();
    }
}
