package dev.flyball.runtime.breaker;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final Deque<Integer> outcomes = new ArrayDeque<>();
    private final List<Call> probesInFlight = new ArrayList<>();

    NaiveBreaker(BreakerSpec spec) {
        this.spec = spec;
    }

    /** Whether it admits; a call that it admits is made known by {@link #admitted}. */
    boolean admits(long now) {
        if (state == State.OPEN && now >= until) {
            go(State.HALF_OPEN);
        }
        if (state == State.HALF_OPEN) {
            boolean any = false;
            for (Call probe : List.copyOf(probesInFlight)) {
                if (now - probe.startedAt >= spec.probeTimeout().toNanos()) {
                    probe.expired = true;
                    probesInFlight.remove(probe);
                    outcomes.add(Outcome.FAILED);
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
            case HALF_OPEN -> probesInFlight.size() + outcomes.size() < spec.probes();
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
        outcomes.add(outcome);
        if (state != State.HALF_OPEN && outcomes.size() > spec.window()) {
            outcomes.remove();
        }
        judge(now);
    }

    private void judge(long now) {
        int size = state == State.HALF_OPEN ? spec.probes() : spec.window();
        if (state == State.METRICS_ONLY || outcomes.size() < Math.min(size, spec.minimumCalls())) {
            return;
        }
        boolean tooManyFailed = count(Outcome.FAILED) >= spec.failureRate() * outcomes.size();
        boolean tooManySlow = count(Outcome.SLOW) >= spec.slowCallRate() * outcomes.size();
        if (tooManyFailed || (spec.countsSlowCalls() && tooManySlow)) {
            openings = state == State.HALF_OPEN ? openings + 1 : 1;
            double openFor = spec.openFor().toNanos() * Math.pow(spec.openForFactor(), openings - 1);
            until = now + (long) Math.min(openFor, (double) spec.openForMax().toNanos());
            go(State.OPEN);
        } else if (state == State.HALF_OPEN && outcomes.size() == spec.probes()) {
            go(State.CLOSED);
        }
    }

    /** By hand, or by itself. */
    void go(State next) {
        state = next;
        term++;
        edges++;
        outcomes.clear();
        probesInFlight.clear();
    }

    Tally tally() {
        return new Tally(outcomes.size(), count(Outcome.FAILED), count(Outcome.SLOW));
    }

    private int count(int bit) {
        return (int) outcomes.stream().filter(outcome -> (outcome & bit) != 0).count();
    }

    int probesOut() {
        return probesInFlight.size();
    }
}
