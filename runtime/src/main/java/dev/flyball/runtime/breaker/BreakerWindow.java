package dev.flyball.runtime.breaker;

import java.time.Duration;

/** How far a breaker looks back: over so many calls, or over a span of time. Immutable. */
public sealed interface BreakerWindow {

    /** The last so many calls, 1 to 1048576. */
    static BreakerWindow calls(int calls) {
        return new Calls(calls);
    }

    /**
     * The calls of the last {@code span}, in slices of a second; of a tenth of the span where that is below 10 s, and of
     * a 3600th where it is above an hour. The slice in progress is the last one, so it looks back on a slice less at times.
     */
    static BreakerWindow lasting(Duration span) {
        return new Span(span);
    }

    /** So many calls. */
    record Calls(int calls) implements BreakerWindow {
        public Calls {
            Checks.within("window", calls, CountWindow.LARGEST);
        }
    }

    /** A span of time. */
    record Span(Duration span) implements BreakerWindow {
        public Span {
            Checks.positive("window", span);
        }
    }
}
