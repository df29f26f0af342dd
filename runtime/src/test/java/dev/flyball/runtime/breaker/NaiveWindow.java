package dev.flyball.runtime.breaker;

import java.util.ArrayList;
import java.util.List;

/** A window as one would explain it: all outcomes that ever were, with their times, looked through each time. */
final class NaiveWindow {

    private record Past(int outcome, long at) {}

    private final BreakerWindow window;
    private final List<Past> all = new ArrayList<>();
    private long latest;

    NaiveWindow(BreakerWindow window, long now) {
        this.window = window;
        this.latest = now;
    }

    /** By a clock that steps back, an outcome is as new as the newest. */
    void add(int outcome, long now) {
        latest = Math.max(latest, now);
        all.add(new Past(outcome, latest));
    }

    Tally tally(long now) {
        List<Past> in = in(Math.max(latest, now));
        return new Tally(in.size(), count(in, Outcome.FAILED), count(in, Outcome.SLOW));
    }

    private List<Past> in(long now) {
        if (window instanceof BreakerWindow.Calls calls) {
            return all.subList(Math.max(0, all.size() - calls.calls()), all.size());
        }
        long span = ((BreakerWindow.Span) window).span().toNanos();
        long slice = span < 10_000_000_000L ? span / 10 : 1_000_000_000L;
        long begins = now / slice * slice + slice - span;
        return all.stream().filter(past -> past.at >= begins).toList();
    }

    private static long count(List<Past> pasts, int bit) {
        return pasts.stream().filter(past -> (past.outcome & bit) != 0).count();
    }
}
