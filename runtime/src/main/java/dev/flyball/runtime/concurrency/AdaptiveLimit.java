package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.concurrency.estimate.Estimator;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.pressure.Load;
import dev.flyball.runtime.pressure.PressureSource;
import dev.flyball.runtime.pressure.ScalableLimit;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how many calls run at once that finds by itself how many the callee serves without queueing: it watches
 * latency, throughput and drops, and moves. Thread-safe, without locks.
 *
 * <p>A {@link Bulkhead} enforces; an {@link Estimator} writes its {@code max}. A call that ends reports to the
 * estimator, which costs no atomic update, and asks it whether it is time to look. Whoever finds so takes {@code looking}
 * by compare-and-set, or goes on if somebody else has it: nobody waits, and everything that the estimator remembers is
 * handed from one looker to the next through this field. A change of the spec is put into {@code wish} first and picked
 * up by whoever looks; hence after giving {@code looking} back one looks again whether there is something left to do.
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
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Known known;
    private volatile AdaptiveSpec spec;
    private volatile @Nullable AdaptiveSpec wish;

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
        this.name = name;
        this.clock = clock;
        this.spec = spec;
        this.estimator = new Estimator(
                spec.algorithm().rule(spec.target()),
                spec.initial(),
                spec.min(),
                spec.max(),
                spec.target(),
                Runtime.getRuntime().availableProcessors());
        this.bulkhead = new Bulkhead(name, estimator.enforced(), spec.maxWaiting(), clock, alarm);
        this.meters = new AdaptiveMeters(bulkhead.meters());
        this.known = new Known(spec.initial(), estimator.probing(), 0, 0, 0, "", 0);
    }

    /** A limit on the system's clock that announces nothing. */
    public static AdaptiveLimit of(String name, AdaptiveSpec spec) {
        return new AdaptiveLimit(name, spec, Clock.system());
    }

    /** What the last looker left for everybody to read. */
    private record Known(
            double limit, boolean probing, double base, double p50, double throughput, String reason, long changedAt) {}

    public String name() {
        return name;
    }

    public AdaptiveSpec spec() {
        return spec;
    }

    /** The limit, a whole number or between two. */
    public double limit() {
        return known.limit;
    }

    /** Calls that may run at once now: the {@linkplain #limit limit} rounded down, or few while {@link #probing}. */
    public int max() {
        return bulkhead.max();
    }

    /** Whether only few calls may run for a moment, to measure the latency without load. */
    public boolean probing() {
        return known.probing;
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
        if (known.probing && estimator.due(now)) {
            look(now);
            int running = bulkhead.take();
            return running > 0 ? running + 1 : Bulkhead.FULL;
        }
        return Bulkhead.FULL;
    }

    /** Queues up and parks; {@link Gate#WAITED} or a refusal. */
    long await(long maxWait) {
        return bulkhead.await(maxWait);
    }

    /** Queues up; {@link Gate#PENDING} or a refusal. */
    long awaitLater(long maxWait, Turn turn) {
        return bulkhead.awaitLater(maxWait, turn);
    }

    /** A call ended well. */
    void success(long note, long startedAt, long now) {
        boolean due = estimator.success(running(note), now - startedAt, now);
        bulkhead.release();
        if (due) {
            look(now);
        }
    }

    /** Who waited began when as many ran as may. */
    private int running(long note) {
        return note == Gate.WAITED ? bulkhead.max() : (int) note - 1;
    }

    /** A call ended, which says nothing. */
    void ignore(long note, long startedAt, long now) {
        bulkhead.release();
        if (estimator.due(now)) {
            look(now);
        }
    }

    /** A call timed out or met an overload. */
    void drop(long note, long startedAt, long now) {
        boolean due = estimator.drop(now);
        bulkhead.release();
        if (due) {
            look(now);
        }
    }

    ConcurrencyLimitedException refusal(long answer, String method, long maxWait) {
        return new ConcurrencyLimitedException(answer, method, this, maxWait);
    }

    // ---- the looker ------------------------------------------------------------------------------------------

    private void look(long now) {
        while (looking.compareAndSet(false, true)) {
            try {
                AdaptiveSpec wanted = wish;
                if (wanted != null) {
                    wish = null;
                    estimator.change(
                            wanted.algorithm().rule(wanted.target()), wanted.min(), wanted.max(), wanted.target());
                }
                estimator.look(now);
                publish(now);
            } catch (RuntimeException bug) {
                // the limit stays
            } finally {
                looking.set(false);
            }
            bulkhead.fill();
            if (wish == null) {
                return;
            }
        }
    }

    private void publish(long now) {
        bulkhead.limit(estimator.enforced(), spec.maxWaiting());
        meters.moved(known.limit, estimator.limit(), estimator.change());
        known = new Known(
                estimator.limit(),
                estimator.probing(),
                estimator.baseLatency(),
                estimator.p50(),
                estimator.throughput(),
                estimator.limit() == known.limit
                        ? known.reason
                        : estimator.change().toString(),
                estimator.limit() == known.limit ? known.changedAt : now);
    }

    /**
     * Changes the numbers. The limit moves only if the new bounds ask for it; another algorithm goes on from the limit and
     * the base latency that the old one had. Calls that run or wait go on.
     */
    public void change(AdaptiveSpec next) {
        spec = next;
        wish = next;
        look(clock.nanos());
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
        Known k = known;
        return new Reading(
                k.limit,
                bulkhead.max(),
                bulkhead.inFlight(),
                bulkhead.waiting(),
                Duration.ofNanos(Math.round(k.base)),
                Duration.ofNanos(Math.round(k.p50)),
                k.throughput * 1e9,
                0,
                k.probing,
                k.reason,
                k.reason.isEmpty() ? Duration.ZERO : Duration.ofNanos(Math.max(0, clock.nanos() - k.changedAt)));
    }
}
