package dev.flyball.runtime.breaker;

import static java.util.Objects.requireNonNull;

import dev.flyball.runtime.breaker.Edges.Cause;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.pressure.LiveMemory.Sample;
import dev.flyball.runtime.pressure.Load;
import dev.flyball.runtime.pressure.PressureSource;
import dev.flyball.runtime.time.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A switch between callers and something that may fail. While CLOSED it lets calls pass and remembers how the last ones
 * ended; when too many of them failed, or were slow, it goes OPEN and refuses calls at once; after a while it goes
 * HALF_OPEN and lets a few probes find out whether to close again. The pattern is Michael Nygard's ("Release It!", 2007).
 *
 * <pre>{@code
 * CircuitBreaker breaker = CircuitBreaker.of("payments", BreakerSpec.DEFAULT);
 * Receipt receipt = breaker.call(() -> payments.pay(order));
 * }</pre>
 *
 * <p>A person can overrule it: {@link #forceOpen}, {@link #disable}, {@link #metricsOnly}, {@link #halfOpen},
 * {@link #reset}. A call that was refused further in, was cancelled, or ended with an ignored failure counts neither
 * way. A result counts only in the term, between two changes of state, in which its call was admitted.
 *
 * <p>Thread-safe, without a lock. The state is one reference to an immutable {@link Term}; a change of state is one
 * compare-and-set of it by {@link #edge}, so every change has one winner, who announces it. Everything read from one
 * term belongs together, and whatever a caller does with a term that has ended meets nobody.
 */
public final class CircuitBreaker implements PressureSource {

    /** What a breaker does with calls. */
    public enum State {
        /** Calls pass, and outcomes are judged. */
        CLOSED,
        /** Calls are refused until the time is up, or, but for a few, while live memory is short. */
        OPEN,
        /** A few probes pass, and decide. */
        HALF_OPEN,
        /** By hand: calls pass, outcomes are counted but not judged. */
        METRICS_ONLY,
        /** By hand: calls pass, nothing is counted. */
        DISABLED,
        /** By hand: calls are refused. */
        FORCED_OPEN,
        /** By the runtime, for example during a restart: calls are refused. */
        ISOLATED
    }

    private static final VarHandle TERM = Words.field(MethodHandles.lookup(), CircuitBreaker.class, "term", Term.class);

    private final String name;
    private final Clock clock;
    private final Edges edges;
    private final Vigil vigil = new Vigil();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder late = new LongAdder();
    private volatile Term term;

    /**
     * A closed breaker.
     *
     * @param events hears of each change of state once, in order
     */
    public CircuitBreaker(String name, BreakerSpec spec, Clock clock, EventSink events) {
        this.name = name;
        this.clock = clock;
        this.term = new Term.Closed(1, new Rules(spec, clock));
        this.edges = new Edges(name, events, term.epoch + 1);
    }

    /** A closed breaker on the system's clock that announces nothing. */
    public static CircuitBreaker of(String name, BreakerSpec spec) {
        return new CircuitBreaker(name, spec, Clock.system(), EventSink.NONE);
    }

    public String name() {
        return name;
    }

    public BreakerSpec spec() {
        return term.rules.spec;
    }

    /** The state now; an OPEN whose time is up stays OPEN until a caller comes. */
    public State state() {
        return term.state;
    }

    // ---- calls -----------------------------------------------------------------------------------------------

    /**
     * Runs {@code body} unless refused, and counts how it ends.
     *
     * @throws CircuitOpenException if refused
     */
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        boolean timed = spec().countsSlowCalls();
        long startedAt = timed ? clock.nanos() : 0;
        long permit = admitOrThrow(startedAt);
        T result;
        try {
            result = body.call();
        } catch (Throwable failure) {
            ended(permit, timed, startedAt, failure);
            throw failure;
        }
        ended(permit, timed, startedAt, null);
        return result;
    }

    /** As {@link #call}, for a body without a result or checked exceptions. */
    public void run(Runnable body) {
        boolean timed = spec().countsSlowCalls();
        long startedAt = timed ? clock.nanos() : 0;
        long permit = admitOrThrow(startedAt);
        try {
            body.run();
        } catch (Throwable failure) {
            ended(permit, timed, startedAt, failure);
            throw failure;
        }
        ended(permit, timed, startedAt, null);
    }

    /**
     * Asks {@code body} for its stage unless refused, and counts how that stage completes. The stage returned is the
     * body's own. A refusal is a stage failed with a {@link CircuitOpenException}.
     *
     * @throws NullPointerException if there is no stage, which counts as a failure
     */
    public <T extends @Nullable Object> CompletionStage<T> stage(Supplier<? extends CompletionStage<T>> body) {
        boolean timed = spec().countsSlowCalls();
        long startedAt = timed ? clock.nanos() : 0;
        long permit = admit(startedAt);
        if (permit < 0) {
            return CompletableFuture.failedFuture(refusal(permit, name));
        }
        try {
            CompletionStage<T> stage = requireNonNull(body.get(), "the body answered null instead of a stage");
            stage.whenComplete((value, failure) -> ended(permit, timed, startedAt, failure));
            return stage;
        } catch (Throwable failure) {
            ended(permit, timed, startedAt, failure);
            throw failure;
        }
    }

    private void ended(long permit, boolean timed, long startedAt, @Nullable Throwable failure) {
        settle(permit, startedAt, timed ? clock.nanos() : 0, failure);
    }

    private long admitOrThrow(long now) {
        long permit = admit(now);
        if (permit < 0) {
            throw refusal(permit, name);
        }
        return permit;
    }

    /**
     * Admits a call, which must then be settled once, or refuses it.
     *
     * @param now the clock's reading, or 0 if the caller has none: it is then read where needed
     * @return the permit, zero or more, or a refusal as {@link Gate#admit} gives it
     */
    public long admit(long now) {
        Term t = term;
        return t.pass >= 0 ? t.pass : admitSlowly(t, now);
    }

    /**
     * Counts how an admitted call ended.
     *
     * @param permit what {@link #admit} answered
     * @param startedAt the clock's reading at admission; needed only where slow calls count
     * @param now the clock's reading, or 0 if the caller has none; needed only where slow calls count
     * @param failure what the call ended with, or null if it succeeded
     */
    public void settle(long permit, long startedAt, long now, @Nullable Throwable failure) {
        Term t = term;
        Window window = t.window;
        if (t.pass == permit && window != null && failure == null && now - startedAt <= t.slowAfter) {
            if (window.add(Outcome.OK, now)) {
                judge(t, now);
            }
        } else {
            settleSlowly(t, permit, now == 0 ? 0 : now - startedAt, now, failure);
        }
    }

    private long admitSlowly(Term seen, long now) {
        long time = now == 0 ? clock.nanos() : now;
        for (Term t = seen; ; t = term) {
            if (t.pass >= 0) {
                return t.pass;
            }
            long answer = Gate.NEVER;
            if (t instanceof Term.Open open) {
                if (open.until - time <= 0) {
                    edge(t, new Term.HalfOpen(t.epoch + 1, t.rules, time, open.openings + 1), Cause.AUTO);
                    continue;
                }
                answer = Gate.refusedFor(open.until - time);
            } else if (t instanceof Term.HalfOpen halfOpen) {
                if (halfOpen.probes.expire(time) && judge(t, time)) {
                    continue;
                }
                int slot = halfOpen.probes.take(time + t.rules.probeTimeout());
                if (slot != Probes.NONE) {
                    return Permit.of(t.epoch, slot);
                }
            } else if (t instanceof Term.Full full) {
                long wait = full.trickle.ask(time);
                if (wait == 0) {
                    return Permit.of(t.epoch);
                }
                answer = Gate.refusedFor(wait);
            }
            rejected.increment();
            return answer;
        }
    }

    private void settleSlowly(Term t, long permit, long took, long now, @Nullable Throwable failure) {
        if (Permit.epoch(permit) != t.epoch) {
            late.increment();
            return;
        }
        int outcome = t.rules.outcome(failure, took);
        if (t instanceof Term.HalfOpen halfOpen) {
            if (!halfOpen.probes.settle(Permit.slot(permit), outcome)) {
                late.increment();
            } else if (outcome != Outcome.UNSAMPLED) {
                judge(t, now);
            }
        } else if (t.window != null && outcome != Outcome.UNSAMPLED && t.window.add(outcome, now)) {
            judge(t, now);
        }
    }

    // ---- edges -----------------------------------------------------------------------------------------------

    /** Ends the term if its outcomes say so; tells whether they did. */
    private boolean judge(Term t, long now) {
        if (t instanceof Term.Closed closed) {
            Trip trip = closed.trip(now);
            return trip != null && open(t, now, 0, trip);
        }
        if (t instanceof Term.HalfOpen halfOpen) {
            Trip trip = halfOpen.trip(now);
            if (trip != null) {
                return open(t, now, halfOpen.openings, trip);
            }
            if (halfOpen.tally(now).calls() == halfOpen.probes.size()) {
                edge(t, new Term.Closed(t.epoch + 1, t.rules), Cause.AUTO);
                return true;
            }
        }
        return false;
    }

    private boolean open(Term t, long now, int openings, Trip trip) {
        long time = now == 0 ? clock.nanos() : now;
        edge(t, new Term.Open(t.epoch + 1, t.rules, time, openings, trip), Cause.AUTO);
        return true;
    }

    /** From a term to the next, unless somebody else has ended it. */
    private boolean edge(Term from, Term to, Cause cause) {
        if (!TERM.compareAndSet(this, from, to)) {
            return false;
        }
        edges.happened(from, to, cause);
        return true;
    }

    /** CLOSED with nothing remembered, whatever it was, isolated included. */
    public void reset() {
        Term t = term;
        while (!edge(t, new Term.Closed(t.epoch + 1, t.rules), Cause.MANUAL)) {
            t = term;
        }
    }

    /** FORCED_OPEN until told otherwise; an isolated breaker becomes so afterwards. */
    public void forceOpen() {
        overrule(State.FORCED_OPEN);
    }

    /** DISABLED until told otherwise; an isolated breaker becomes so afterwards. */
    public void disable() {
        overrule(State.DISABLED);
    }

    /** METRICS_ONLY, with an empty window, until told otherwise; an isolated breaker becomes so afterwards. */
    public void metricsOnly() {
        overrule(State.METRICS_ONLY);
    }

    private void overrule(State state) {
        boolean done = false;
        while (!done) {
            Term t = term;
            if (t instanceof Term.Isolated isolated) {
                done = TERM.compareAndSet(this, t, isolated.then(state));
            } else {
                done = t.state == state || edge(t, new Term.Manual(state, t.epoch + 1, t.rules), Cause.MANUAL);
            }
        }
    }

    /** HALF_OPEN, so that probes decide now; false, and nothing changes, if it is so already or is isolated. */
    public boolean halfOpen() {
        long now = clock.nanos();
        for (; ; ) {
            Term t = term;
            if (t.state == State.HALF_OPEN || t.state == State.ISOLATED) {
                return false;
            }
            int openings = t instanceof Term.Open open ? open.openings + 1 : 0;
            if (edge(t, new Term.HalfOpen(t.epoch + 1, t.rules, now, openings), Cause.MANUAL)) {
                return true;
            }
        }
    }

    /** ISOLATED until {@code owner} {@linkplain #rejoin ends it} or a {@link #reset}; false if another owner did so. */
    public boolean isolate(Object owner) {
        for (; ; ) {
            Term t = term;
            if (t instanceof Term.Isolated isolated) {
                return isolated.owner == owner;
            }
            State afterwards = t instanceof Term.Manual ? t.state : State.CLOSED;
            if (edge(t, new Term.Isolated(t.epoch + 1, t.rules, owner, afterwards), Cause.MANUAL)) {
                return true;
            }
        }
    }

    /** Ends the isolation by {@code owner}: CLOSED, or what a person chose before or meanwhile; false if there is none. */
    public boolean rejoin(Object owner) {
        for (; ; ) {
            Term t = term;
            if (!(t instanceof Term.Isolated isolated) || isolated.owner != owner) {
                return false;
            }
            Term next = isolated.afterwards == State.CLOSED
                    ? new Term.Closed(t.epoch + 1, t.rules)
                    : new Term.Manual(isolated.afterwards, t.epoch + 1, t.rules);
            if (edge(t, next, Cause.MANUAL)) {
                return true;
            }
        }
    }

    /**
     * Changes the numbers, effective for the next result and the next opening. State, outcomes and the end of an opening
     * in progress stay; a window of another size keeps the newest outcomes, one of another kind starts empty. An opening
     * for memory ends with the rule that caused it.
     */
    public void change(BreakerSpec spec) {
        Rules rules = new Rules(spec, clock);
        Term t = term;
        Term next = t.under(rules);
        while (!TERM.compareAndSet(this, t, next)) {
            t = term;
            next = t.under(rules);
        }
        if (next instanceof Term.Full && spec.memoryThreshold().equals(MemoryThreshold.NONE)) {
            edge(next, new Term.Closed(next.epoch + 1, rules), Cause.MEMORY);
        } else {
            judge(next, 0);
        }
    }

    /**
     * Looks at live memory, as the thread that senses it does each time. Two measurements of different collections at or
     * above {@link BreakerSpec#memoryThreshold} open a closed breaker, and one that is {@linkplain
     * MemoryThreshold#closesBelow low enough} closes what memory opened, with nothing remembered. A measurement older than
     * 30 s is void: if there is no newer one, the breaker closes too. Any other state is left alone, so what a person
     * chose stands, and failures are probed for as ever.
     *
     * @param sample the last measurement, or null if there is none
     */
    public void sensed(@Nullable Sample sample) {
        Term t = term;
        if (t.rules.spec.memoryThreshold().equals(MemoryThreshold.NONE)) {
            return;
        }
        long now = clock.nanos();
        Sample valid = Vigil.valid(sample, now);
        if (valid != null && vigil.isSecond(t, valid, now) && t instanceof Term.Closed) {
            edge(t, new Term.Full(t.epoch + 1, t.rules, now, valid), Cause.MEMORY);
        } else if (t instanceof Term.Full full && full.eased(valid)) {
            edge(t, new Term.Closed(t.epoch + 1, t.rules), Cause.MEMORY);
        }
    }

    // ---- looking at it ---------------------------------------------------------------------------------------

    /** Whether a call would pass now, and why or why not, in a sentence. Changes nothing. */
    public Standing why() {
        return Standing.of(name, term, clock.nanos());
    }

    /**
     * What a {@link dev.flyball.runtime.pressure.BackpressureManager} reads: 1 while calls are refused; up to 0.64 while
     * they pass, by how near the window is to opening. An opening whose time is up counts as passing: if those upstream
     * stayed away for its sake, nobody would come to probe.
     */
    @Override
    public Load load() {
        Standing standing = why();
        return Load.measured(standing.admits() ? 0.64 * nearness(snapshot()) : 1, standing.reason());
    }

    private double nearness(Snapshot counts) {
        return switch (counts.state()) {
            case DISABLED, METRICS_ONLY -> 0;
            case CLOSED ->
                Math.max(counts.failureRate() / spec().failureRate(), counts.slowCallRate() / spec().slowCallRate());
            default -> 1;
        };
    }

    /** The counts now. */
    public Snapshot snapshot() {
        Term t = term;
        Tally tally = t.tally(0);
        boolean defined = tally.calls() >= t.minimum();
        return new Snapshot(
                t.state,
                tally.calls(),
                tally.failed(),
                tally.slow(),
                defined ? tally.failureRate() : Snapshot.UNDEFINED,
                defined ? tally.slowCallRate() : Snapshot.UNDEFINED,
                rejected.sum(),
                late.sum());
    }

    /**
     * What a breaker has counted; exact when no call is running.
     *
     * @param calls outcomes in the present window, or of the present probes
     * @param failed those that failed
     * @param slow those that were slow
     * @param failureRate failed by calls, or {@link #UNDEFINED} with fewer than the minimum
     * @param slowCallRate slow by calls, or {@link #UNDEFINED} with fewer than the minimum
     * @param rejected calls refused since it was made
     * @param late results since it was made that came after the term of their admission, or after their probe's time
     */
    public record Snapshot(
            State state,
            long calls,
            long failed,
            long slow,
            double failureRate,
            double slowCallRate,
            long rejected,
            long late) {

        /** The rate of too few calls. */
        public static final double UNDEFINED = -1;
    }

    /** The exception for a refusal by {@link #admit}; {@code method} is who was refused. */
    public RefusedException refusal(long answer, String method) {
        return new CircuitOpenException(method, name, why(), Gate.retryAfter(answer));
    }

    /** How often it changed to {@code state}. */
    long transitions(State to, Cause cause) {
        return edges.count(to, cause);
    }

    /** Calls refused since it was made. */
    long rejected() {
        return rejected.sum();
    }
}
