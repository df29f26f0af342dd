package dev.flyball.runtime.breaker;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import java.util.ArrayList;
import java.util.List;

/** The circuit breaker as one would explain it: slow, single-threaded, everything in lists. */
final class NaiveBreaker {

    /** A call in flight, as the breaker under test knows it and as this one does. */
    static final class Call {
        final long permit;
        final int term;
        final long startedAt;
        final boolean probe;
        boolean expired;

        Call(long permit, int term, long startedAt, boolean probe) {
            this.permit = permit;
            this.term = term;
            this.startedAt = startedAt;
            this.probe = probe;
        }
    }

    private final BreakerSpec spec;
    State state = State.CLOSED;
    int term = 1;
    int edges;
    private long until;
    int openings;
    private NaiveWindow outcomes;
    private final List<Call> probesInFlight = new ArrayList<>();

    NaiveBreaker(BreakerSpec spec, long now) {
        this.spec = spec;
        this.outcomes = new NaiveWindow(spec.window(), now);
    }

    /** Whether it admits; a call that it admits is made known by {@link #admitted}. */
    boolean admits(long now) {
        if (state == State.OPEN && now >= until) {
            go(State.HALF_OPEN, now);
        }
        if (state == State.HALF_OPEN) {
            boolean any = false;
            for (Call probe : List.copyOf(probesInFlight)) {
                if (now - probe.startedAt >= spec.probeTimeout().toNanos()) {
                    probe.expired = true;
                    probesInFlight.remove(probe);
                    outcomes.add(Outcome.FAILED, now);
                    any = true;
                }
            }
            if (any) {
                judge(now);
            }
        }
        return switch (state) {
            case CLOSED, DISABLED, METRICS_ONLY -> true;
            case OPEN, FORCED_OPEN, ISOLATED -> false;
            case HALF_OPEN -> probesInFlight.size() + outcomes.tally(now).calls() < spec.probes();
        };
    }

    Call admitted(long permit, long now) {
        Call call = new Call(permit, term, now, state == State.HALF_OPEN);
        if (call.probe) {
            probesInFlight.add(call);
        }
        return call;
    }

    void settle(Call call, int outcome, long now) {
        if (call.term != term || call.expired || state == State.DISABLED) {
            return;
        }
        probesInFlight.remove(call);
        if (outcome == Outcome.UNSAMPLED) {
            return;
        }
        outcomes.add(outcome, now);
        judge(now);
    }

    private void judge(long now) {
        int size = state == State.HALF_OPEN
                ? spec.probes()
                : spec.window() instanceof BreakerWindow.Calls calls ? calls.calls() : Integer.MAX_VALUE;
        Tally tally = outcomes.tally(now);
        if (state == State.METRICS_ONLY || tally.calls() < Math.min(size, spec.minimumCalls())) {
            return;
        }
        boolean tooManyFailed = tally.failed() >= spec.failureRate() * tally.calls();
        boolean tooManySlow = tally.slow() >= spec.slowCallRate() * tally.calls();
        if (tooManyFailed || (spec.countsSlowCalls() && tooManySlow)) {
            openings = state == State.HALF_OPEN ? openings + 1 : 1;
            double openFor = spec.openFor().toNanos() * Math.pow(spec.openForFactor(), openings - 1);
            until = now + (long) Math.min(openFor, (double) spec.openForMax().toNanos());
            go(State.OPEN, now);
        } else if (state == State.HALF_OPEN && tally.calls() == spec.probes()) {
            go(State.CLOSED, now);
        }
    }

    /** By hand, or by itself. */
    void go(State next, long now) {
        state = next;
        term++;
        edges++;
        outcomes = new NaiveWindow(next == State.HALF_OPEN ? BreakerWindow.calls(spec.probes()) : spec.window(), now);
        probesInFlight.clear();
    }

    Tally tally(long now) {
        return outcomes.tally(now);
    }

    int probesOut() {
        return probesInFlight.size();
    }
}
