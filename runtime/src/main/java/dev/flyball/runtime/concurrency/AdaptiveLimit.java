package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.concurrency.estimate.Estimator;
import dev.flyball.runtime.concurrency.estimate.Estimator.Cause;
import dev.flyball.runtime.concurrency.estimate.LimitAlgorithm;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.pressure.Load;
import dev.flyball.runtime.pressure.PressureSource;
import dev.flyball.runtime.pressure.ScalableLimit;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how many calls run at once that finds by itself how many the callee serves without queueing: it watches
 * latency, throughput and drops, and moves. Thread-safe, without locks.
 *
 * <p>A {@link Bulkhead} enforces. A call that ends reports to the {@link Estimator}, which costs no atomic update, and
 * asks it whether it is time to look; {@link Steering} says who looks then, and how what is found becomes the bulkhead's
 * {@code max}. So a call costs what a bulkhead costs, and its two readings of the clock. Between admission and end it
 * remembers one number, how many ran when it began.
 *
 * <pre>{@code
 * AdaptiveLimit limit = AdaptiveLimit.of("search", AdaptiveSpec.DEFAULT.withMax(200));
 * AdaptivePermit permit = limit.tryAcquire();
 * if (permit != null) {
 *   try (permit) {
 *     Page page = index.search(words);
 *     permit.success();
 *   } catch (TimeoutException e) {
 *     permit.drop();
 *   }
 * }
 * }</pre>
 */
public final class AdaptiveLimit implements PressureSource, ScalableLimit {

    private final String name;
    private final Clock clock;
    private final Bulkhead bulkhead;
    private final Estimator estimator;
    private final AdaptiveMeters meters;
    private final Steering steering;
    private volatile AdaptiveSpec spec;

    /** A limit with an alarm thread of its own, which starts with the first {@link #acquireLater} that waits. */
    public AdaptiveLimit(String name, AdaptiveSpec spec, Clock clock) {
        this(name, spec, clock, new AlarmThread(clock), EventSink.NONE);
    }

    /**
     * @param name who refuses, for messages and meters
     * @param alarm rings for callers that wait without a thread
     * @param events hears when the limit, rounded down, has changed
     */
    public AdaptiveLimit(String name, AdaptiveSpec spec, Clock clock, Alarm alarm, EventSink events) {
        this(name, spec, spec.rule(), clock, alarm, events);
    }

    AdaptiveLimit(String name, AdaptiveSpec spec, LimitAlgorithm rule, Clock clock, Alarm alarm, EventSink events) {
        this.name = name;
        this.clock = clock;
        this.spec = spec;
        int processors = Runtime.getRuntime().availableProcessors();
        this.estimator = new Estimator(rule, spec.initial(), spec.min(), spec.max(), spec.target(), processors);
        this.bulkhead = new Bulkhead(name, estimator.enforced(), spec.maxWaiting(), clock, alarm);
        this.meters = new AdaptiveMeters(bulkhead.meters());
        this.steering = new Steering(name, estimator, bulkhead, meters, clock, alarm, events);
    }

    /** A limit on the system's clock that announces nothing. */
    public static AdaptiveLimit of(String name, AdaptiveSpec spec) {
        return new AdaptiveLimit(name, spec, Clock.system());
    }

    public String name() {
        return name;
    }

    public AdaptiveSpec spec() {
        return spec;
    }

    /** The limit, a whole number or between two. */
    public double limit() {
        return steering.known().limit();
    }

    /** Calls that may run at once now: the {@linkplain #limit limit} rounded down, or few while {@link #probing}. */
    public int max() {
        return bulkhead.max();
    }

    /** Whether only few calls may run for a moment, to measure the latency without load. */
    public boolean probing() {
        return steering.known().probing();
    }

    /** Calls that run now; above {@link #max} for a while after that went down. */
    public int inFlight() {
        return bulkhead.inFlight();
    }

    /** Callers that wait now. */
    public int waiting() {
        return bulkhead.waiting();
    }

    long now() {
        return clock.nanos();
    }

    Clock clock() {
        return clock;
    }

    AdaptiveMeters meters() {
        return meters;
    }

    // ---- for callers -----------------------------------------------------------------------------------------

    /** A place if one is free, else null. */
    public @Nullable AdaptivePermit tryAcquire() {
        long now = clock.nanos();
        long note = admit(now);
        return note < 0 ? null : new AdaptivePermit(this, note, now);
    }

    /**
     * A place, waiting up to {@code maxWait} for one if the queue has room. An interrupt matters only to a caller that
     * must wait.
     *
     * @throws ConcurrencyLimitedException if no place became free in time, or the queue is full
     * @throws InterruptedException if the wait was interrupted
     */
    public AdaptivePermit acquire(Duration maxWait) throws InterruptedException {
        AdaptivePermit free = tryAcquire();
        if (free != null) {
            return free;
        }
        long limit = Bulkhead.nanos(maxWait);
        long answer = await(limit);
        if (answer == Gate.INTERRUPTED && Thread.interrupted()) {
            throw new InterruptedException(refusal(answer, name, limit).getMessage());
        }
        if (answer < 0) {
            throw refusal(answer, name, limit);
        }
        return new AdaptivePermit(this, answer, clock.nanos());
    }

    /**
     * As {@link #acquire}, but parks no thread: the future completes with a place in the thread that gives one back, or
     * fails with {@link ConcurrencyLimitedException}. Cancelling it leaves the queue.
     */
    public CompletableFuture<AdaptivePermit> acquireLater(Duration maxWait) {
        long limit = Bulkhead.nanos(maxWait);
        FutureTurn<AdaptivePermit> turn = new FutureTurn<>(
                note -> new AdaptivePermit(this, note, clock.nanos()),
                AdaptivePermit::ignore,
                answer -> refusal(answer, name, limit));
        long note = admit(clock.nanos());
        long answer = note < 0 ? awaitLater(limit, turn) : note;
        if (answer != Gate.PENDING) {
            turn.done(answer);
        }
        return turn;
    }

    // ---- for gates -------------------------------------------------------------------------------------------

    /** A note, which is the number of calls in flight plus one, or {@link Bulkhead#FULL}. */
    long admit(long now) {
        int running = bulkhead.take();
        return running > 0 ? running + 1 : admitSlowly(now);
    }

    /** Full: perhaps only because of a probe that is over. */
    private long admitSlowly(long now) {
        if (!steering.known().probing() || !estimator.due(now)) {
            return Bulkhead.FULL;
        }
        steering.look(now);
        int running = bulkhead.take();
        return running > 0 ? running + 1 : Bulkhead.FULL;
    }

    /** Queues up and parks, up to {@code maxWait} nanoseconds; {@link Gate#WAITED} or a refusal. */
    long await(long maxWait) {
        if (maxWait > 0) {
            steering.mind();
        }
        return bulkhead.await(maxWait);
    }

    /** Queues up; {@link Gate#PENDING} or a refusal. */
    long awaitLater(long maxWait, Turn turn) {
        if (maxWait > 0) {
            steering.mind();
        }
        return bulkhead.awaitLater(maxWait, turn);
    }

    /** A call ended well, whose place is given back whatever comes. */
    void success(long note, long startedAt, long now) {
        boolean due = estimator.success(running(note, startedAt), now - startedAt, now);
        ended(due, now);
    }

    /** A call ended, which says nothing. */
    void ignore(long note, long startedAt, long now) {
        ended(estimator.due(now), now);
    }

    /** A call timed out or met an overload. */
    void drop(long note, long startedAt, long now) {
        ended(estimator.drop(now), now);
    }

    private void ended(boolean due, long now) {
        bulkhead.release();
        if (due) {
            steering.look(now);
        }
    }

    /** How many ran when the call began; one that waited began in the last free place. */
    private int running(long note, long startedAt) {
        return note == Gate.WAITED ? runningAfterWait(startedAt) : (int) note - 1;
    }

    private int runningAfterWait(long startedAt) {
        Steering.Known known = steering.known();
        boolean inProbe = known.probing() && startedAt - known.since() >= 0;
        return inProbe ? bulkhead.max() : (int) known.limit();
    }

    ConcurrencyLimitedException refusal(long answer, String method, long maxWait) {
        return new ConcurrencyLimitedException(answer, method, this, maxWait);
    }

    // ---- changing it, looking at it --------------------------------------------------------------------------

    /**
     * Changes the numbers. The limit moves only if the new bounds ask for it; another algorithm goes on from the limit and
     * the base latency that the old one had. Calls that run or wait go on.
     */
    public void change(AdaptiveSpec next) {
        change(next, Cause.MANUAL);
    }

    /** As {@link #change}, on behalf of configuration: events and meters say so. */
    public void configure(AdaptiveSpec next) {
        change(next, Cause.CONFIG);
    }

    private void change(AdaptiveSpec next, Cause cause) {
        spec = next;
        steering.change(next, cause);
    }

    /**
     * What a {@link dev.flyball.runtime.pressure.BackpressureManager} reads. While only few calls may run for a moment, to
     * measure, the limit is still what it was.
     */
    @Override
    public Load load() {
        Load.Counted now = bulkhead.load();
        long capacity = probing() ? Math.max(now.capacity(), (long) limit()) : now.capacity();
        return new Load.Counted(now.inUse(), capacity, now.waiting(), now.room(), now.admitted(), now.refused());
    }

    /** Lets at most this share of what the limit has found run at once; it goes on to find. */
    @Override
    public void scale(double share) {
        bulkhead.scale(share);
    }

    /** What it knows now. */
    public Reading reading() {
        Steering.Known k = steering.known();
        long age = k.reason().isEmpty() ? 0 : Math.max(0, clock.nanos() - k.changedAt());
        return new Reading(
                k.limit(),
                bulkhead.max(),
                bulkhead.inFlight(),
                bulkhead.waiting(),
                Duration.ofNanos(Math.round(k.base())),
                Duration.ofNanos(Math.round(k.p50())),
                k.throughput() * TimeUnit.SECONDS.toNanos(1),
                estimator.drops(),
                k.probing(),
                k.reason(),
                Duration.ofNanos(age));
    }
}
