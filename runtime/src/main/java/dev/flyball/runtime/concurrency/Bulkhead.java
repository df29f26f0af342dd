package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.pressure.Load;
import dev.flyball.runtime.pressure.PressureSource;
import dev.flyball.runtime.pressure.ScalableLimit;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how many calls run at once, with a bounded queue of callers that wait for a place, first come first
 * served. Thread-safe, without locks.
 *
 * <p>{@code calls} holds two numbers, so that one update does for both: the lower half is how many run, the upper how
 * many were let in since the beginning, which runs over. What runs goes up by compare-and-set while below {@code max}, and
 * down by a decrement. {@code waiting} counts
 * callers that want a place and have none; it goes up before such a caller joins the queue, and down with the one
 * compare-and-set that grants it a place or lets it leave. A releaser that sees nobody waiting decrements and <em>looks
 * again</em>; a caller that has joined the queue tries once more. All of these are volatile, so that one of the two sees
 * the other, and nobody waits beside a free place. While somebody waits a releaser hands its place over without
 * decrementing, so that newcomers find none to take. {@code max} follows from what is configured and the share of it that
 * is in force: {@code limits} has both, and whoever changes it writes {@code max} until it fits.
 *
 * <pre>
 * Bulkhead bulkhead = new Bulkhead("reports", 4, 0, Clock.system());
 * if (bulkhead.tryAcquire()) {
 *   try { render(); } finally { bulkhead.release(); }
 * }
 * </pre>
 */
public final class Bulkhead extends RoomAfter implements PressureSource, ScalableLimit {

    /** As many as allowed run and wait already. */
    static final long FULL = Gate.NEVER;

    /** The wait was as long as it may be. */
    static final long TIMED_OUT = Gate.refusedFor(0);

    /** A wait of a century, in nanoseconds: deadlines must not overflow. */
    static final long LONGEST_WAIT = Long.MAX_VALUE / 2;

    private static final long LET_IN = 1L << 32;
    private static final long ENTRY = LET_IN + 1;

    /** What is configured, and the share of it that is in force. */
    private record Limits(int configuredMax, double share) {

        int inForce() {
            return share >= 1 ? configuredMax : Math.max(1, (int) Math.floor(configuredMax * share + 1e-9));
        }
    }

    private static final VarHandle CALLS;

    static {
        try {
            CALLS = MethodHandles.lookup().findVarHandle(HotWord.class, "calls", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;
    private final Clock clock;
    private final Alarm alarm;
    private final BulkheadMeters meters = new BulkheadMeters();
    private final ConcurrentLinkedQueue<Waiter> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile int max;
    private volatile int maxWaiting;
    private final AtomicReference<Limits> limits;

    /** Who divides the places among owners; written once, by {@link OwnedBulkhead#over}. */
    volatile @Nullable OwnedBulkhead owned;

    /**
     * An empty bulkhead with an alarm thread of its own, which starts with the first {@link #acquireLater} that waits.
     *
     * @param name who refuses, for messages and meters
     * @param max calls that may run at once, at least 1
     * @param maxWaiting callers that may wait, at least 0
     */
    public Bulkhead(String name, int max, int maxWaiting, Clock clock) {
        this(name, max, maxWaiting, clock, new AlarmThread(clock));
    }

    /** An empty bulkhead; {@code alarm} rings for callers that wait without a thread. */
    public Bulkhead(String name, int max, int maxWaiting, Clock clock, Alarm alarm) {
        this.name = name;
        this.clock = clock;
        this.alarm = alarm;
        this.max = atLeast(1, max, "max");
        this.limits = new AtomicReference<>(new Limits(max, 1));
        this.maxWaiting = atLeast(0, maxWaiting, "maxWaiting");
    }

    static int atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "[bulkhead-range] " + what + " is " + value + "; give at least " + least);
        }
        return value;
    }

    /** The name given at construction. */
    public String name() {
        return name;
    }

    BulkheadMeters meters() {
        return meters;
    }

    Clock clock() {
        return clock;
    }

    /** Calls that may run at once; fewer than configured while this bulkhead is {@linkplain #scale scaled} down. */
    public int max() {
        return max;
    }

    /** Calls that may run at once by configuration. */
    public int configuredMax() {
        return limits().configuredMax;
    }

    /** Callers that may wait. */
    public int maxWaiting() {
        return maxWaiting;
    }

    /** The shares that owners have of these places, if they are told apart. */
    public Optional<OwnedBulkhead> owned() {
        return Optional.ofNullable(owned);
    }

    /** Calls that run now; above {@link #max} for a while after that was lowered. */
    public int inFlight() {
        return (int) calls;
    }

    /** Callers that wait now. */
    public int waiting() {
        return waiting.get();
    }

    /** What a {@link dev.flyball.runtime.pressure.BackpressureManager} reads; refusals are those of governed calls. */
    @Override
    public Load.Counted load() {
        long now = calls;
        int running = (int) now;
        return Load.of(running, max).queue(waiting(), maxWaiting).answered(now >>> 32, meters.refused());
    }

    /**
     * Changes the limits. Calls that run go on, and callers that wait keep waiting; a raised {@code max} lets some of
     * them go at once, a lowered one takes effect as calls end.
     */
    public void change(int newMax, int newMaxWaiting) {
        limit(newMax, newMaxWaiting);
        fill();
    }

    /** The first half of {@link #change}; {@link #fill} must follow, as it may run what waited for a place. */
    void limit(int newMax, int newMaxWaiting) {
        atLeast(1, newMax, "max");
        maxWaiting = atLeast(0, newMaxWaiting, "maxWaiting");
        limits.updateAndGet(old -> new Limits(newMax, old.share));
        enforce();
    }

    /** Lets at most this share of the configured {@code max} run at once, rounded down, but at least one. */
    @Override
    public void scale(double newShare) {
        limits.updateAndGet(old -> new Limits(old.configuredMax, newShare));
        enforce();
        fill();
    }

    private Limits limits() {
        return Objects.requireNonNull(limits.get());
    }

    @SuppressWarnings("ReferenceEquality") // every change makes a new one
    private void enforce() {
        Limits seen;
        do {
            seen = limits();
            max = seen.inForce();
        } while (limits() != seen); // else somebody who was overtaken here would have the last word
    }

    /** Takes a place if one is free; {@link #release} must follow. */
    public boolean tryAcquire() {
        return take() > 0;
    }

    /** Takes a place if one is free, and answers how many are taken then, or 0. */
    int take() {
        int limit = max;
        while (true) {
            long now = calls;
            if ((int) now >= limit) {
                return 0;
            }
            if (CALLS.compareAndSet(this, now, now + ENTRY)) {
                return (int) now + 1;
            }
        }
    }

    /**
     * Takes a place, waiting up to {@code maxWait} for one if the queue has room. An interrupt matters only to a caller
     * that must wait.
     *
     * @throws BulkheadFullException if no place became free in time, or the queue is full
     * @throws InterruptedException if the wait was interrupted
     */
    public Permit acquire(Duration maxWait) throws InterruptedException {
        if (tryAcquire()) {
            return new Permit(this::release);
        }
        long limit = nanos(maxWait);
        long answer = await(limit);
        if (answer == Gate.INTERRUPTED && Thread.interrupted()) {
            throw new InterruptedException(refusal(answer, limit).getMessage());
        }
        if (answer < 0) {
            throw refusal(answer, limit);
        }
        return new Permit(this::release);
    }

    /**
     * As {@link #acquire}, but parks no thread: the future completes with a place in the thread that gives one back, or
     * fails with {@link BulkheadFullException}. Cancelling it leaves the queue.
     */
    public CompletableFuture<Permit> acquireLater(Duration maxWait) {
        long limit = nanos(maxWait);
        FutureTurn<Permit> turn =
                new FutureTurn<>(note -> new Permit(this::release), Permit::release, answer -> refusal(answer, limit));
        long answer = tryAcquire() ? Gate.ADMITTED : awaitLater(limit, turn);
        if (answer != Gate.PENDING) {
            turn.done(answer);
        }
        return turn;
    }

    /**
     * Gives a place back.
     *
     * @throws IllegalStateException if none is taken
     */
    public void release() {
        if (waiting.get() == 0) {
            leave();
            if (waiting.get() != 0) {
                fill();
            }
        } else {
            handOver();
        }
    }

    /** Counts a place free. */
    void leave() {
        if ((int) (long) CALLS.getAndAdd(this, -1L) <= 0) {
            CALLS.getAndAdd(this, 1L);
            throw new IllegalStateException("[bulkhead-release] " + name
                    + ": a place was given back that nobody had taken; release once per acquire, or use Permit");
        }
    }

    /** Somebody waits: gives the place to the first of them, unless there are more places taken than allowed. */
    private void handOver() {
        Waiter next = inFlight() <= max ? takeWaiter() : null;
        if (next != null) {
            CALLS.getAndAdd(this, LET_IN);
            next.go();
        } else {
            leave();
            fill();
        }
    }

    /**
     * Gives free places to those that wait. Looks at the queue, not at the count: a caller counted but not yet queued
     * will look for a place itself.
     */
    void fill() {
        while (!queue.isEmpty() && tryAcquire()) {
            Waiter next = takeWaiter();
            if (next != null) {
                next.go();
            } else {
                CALLS.getAndAdd(this, -ENTRY);
            }
        }
        OwnedBulkhead shares = owned;
        if (shares != null) {
            shares.wake();
        }
    }

    /** The first that still waits, now granted; null if none does. */
    private @Nullable Waiter takeWaiter() {
        Waiter next;
        while ((next = queue.poll()) != null) {
            if (next.grant()) {
                waitsNoLonger();
                return next;
            }
        }
        return null;
    }

    /** Queues up and parks, up to {@code maxWait} nanoseconds; answers as {@link Gate#admit} does. */
    long await(long maxWait) {
        if (maxWait == 0 || !reserve()) {
            return FULL;
        }
        long deadline = clock.nanos() + maxWait;
        Waiter waiter = Waiter.parked();
        queue.add(waiter);
        fill();
        while (!waiter.granted()) {
            boolean interrupted = Thread.currentThread().isInterrupted();
            if (interrupted || clock.nanos() - deadline >= 0) {
                if (quit(waiter)) {
                    return interrupted ? Gate.INTERRUPTED : TIMED_OUT;
                }
            } else {
                clock.parkUntil(this, deadline);
            }
        }
        return Gate.WAITED;
    }

    /** Queues up; answers {@link Gate#PENDING} and tells {@code turn} later, or {@link #FULL}. */
    long awaitLater(long maxWait, Turn turn) {
        if (maxWait == 0 || !reserve()) {
            return FULL;
        }
        Waiter waiter = Waiter.staged(turn);
        turn.onCancel(() -> quit(waiter));
        queue.add(waiter);
        waiter.timeout(alarm.at(clock.nanos() + maxWait, () -> timeOut(waiter)));
        fill();
        return Gate.PENDING;
    }

    private void timeOut(Waiter waiter) {
        if (quit(waiter)) {
            waiter.tell(TIMED_OUT);
        }
    }

    private boolean quit(Waiter waiter) {
        boolean left = waiter.leave();
        if (left) {
            waitsNoLonger();
            queue.remove(waiter);
        }
        return left;
    }

    /** Counts one more that waits, unless as many as may do. */
    boolean reserve() {
        int limit = maxWaiting;
        while (true) {
            int now = waiting.get();
            if (now >= limit) {
                return false;
            }
            if (waiting.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /** Uncounts one that {@link #reserve} counted. */
    void waitsNoLonger() {
        waiting.decrementAndGet();
    }

    /** Whether somebody waits who has no owner. */
    boolean hasOwnerless() {
        return !queue.isEmpty();
    }

    Alarm alarm() {
        return alarm;
    }

    BulkheadFullException refusal(long answer, long maxWait) {
        return new BulkheadFullException(answer, name, this, maxWait);
    }

    static long nanos(Duration wait) {
        return wait.compareTo(Duration.ofNanos(LONGEST_WAIT)) > 0 ? LONGEST_WAIT : Math.max(wait.toNanos(), 0);
    }
}
