package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Overload;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.PressureLevel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The limit of an adaptive window, which follows how calls end: additive increase, multiplicative decrease, once per
 * window.
 *
 * <pre>
 * troubled   timed out, dropped or refused by the callee, or longer than the target latency
 * overload   troubled >= 5 % of the calls that ended in the window, and two at least
 * limit      x 0.7                            after overload, or while pressure is HIGH
 *            + max(1, 5 %)                    after less than 5 %
 *            unchanged                        after a single troubled call among few, or no call
 * closed     until a callee's retry-after
 * </pre>
 *
 * <p>One ceiling serves all keys of a keyed limit: it is the callee that is overloaded, and a key's own calls are too few
 * to judge by.
 *
 * <p>Thread-safe. {@code limit}, {@code closed}, {@code version}, {@code endsAt}: written under the lock, for which nobody
 * waits at the end of a window; read without it. {@code opensAt} and {@code closedFor} are guarded by it, as is what
 * {@code calls} and {@code troubled}, which only grow, were at the last step. Cells are told outside it.
 */
final class Ceiling {

    private static final double CUT = 0.7;

    /** One in so many calls in trouble is overload, and the limit grows by one in so many. */
    private static final int PART = 20;

    private static final int CAUSES = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final LongAdder calls = new LongAdder();
    private final LongAdder troubled = new LongAdder();
    private final LongAdder raised = new LongAdder();
    private final LongAdder overloads = new LongAdder();
    private final LongAdder pressed = new LongAdder();
    private final Set<PacedCell> waitedAt = ConcurrentHashMap.newKeySet();
    private volatile Signals signals;
    private volatile AdaptiveWindowSpec spec;
    private volatile long limit;
    private volatile boolean closed;
    private long opensAt;
    private long closedFor;
    private volatile long endsAt;
    private volatile int version;
    private long callsBefore;
    private long troubledBefore;

    Ceiling(AdaptiveWindowSpec spec, Signals signals, long now) {
        this.spec = spec;
        this.signals = signals;
        this.limit = spec.permits();
        this.endsAt = now + spec.perNanos();
    }

    AdaptiveWindowSpec spec() {
        return spec;
    }

    Signals signals() {
        return signals;
    }

    void listenTo(Signals others) {
        signals = others;
    }

    /** The permits of the moment. */
    long limit() {
        return limit;
    }

    /** Nanoseconds, from that reading of the clock on, in which nobody is admitted. */
    long opensIn(long reading) {
        return closed ? closedFrom(reading) : 0;
    }

    private long closedFrom(long reading) {
        lock.lock();
        try {
            long left = closed ? opensAt - reading : 0;
            if (left > closedFor) { // the clock went back
                opensAt = reading + closedFor;
                return closedFor;
            }
            closed = left > 0;
            return Math.max(left, 0);
        } finally {
            lock.unlock();
        }
    }

    /** Another number after each change. */
    int version() {
        return version;
    }

    void describe(String name, MeterVisitor visitor) {
        visitor.counter("rate.limit.moves", raised::sum, "name", name, "reason", "recovery");
        visitor.counter("rate.limit.moves", overloads::sum, "name", name, "reason", "overload");
        visitor.counter("rate.limit.moves", pressed::sum, "name", name, "reason", "pressure");
    }

    /** From now on that cell is told of changes. */
    void tell(PacedCell cell) {
        waitedAt.add(cell);
    }

    void tellNoMore(PacedCell cell) {
        waitedAt.remove(cell);
    }

    /** A call has ended at the reading {@code now}, after so long. */
    void ended(long latency, long now, @Nullable Throwable failure) {
        if (isOver(now)) {
            step(now);
        }
        Overload.Verdict verdict =
                failure == null ? Overload.Verdict.FAILED : signals.overload().of(failure);
        if (verdict == Overload.Verdict.ABANDONED) {
            return;
        }
        long target = spec.targetNanos();
        boolean refused = verdict == Overload.Verdict.REFUSED;
        if (refused || verdict == Overload.Verdict.OVERLOADED || (target > 0 && latency > target)) {
            troubled.increment();
        }
        calls.increment();
        if (refused && failure != null) {
            retryAfter(failure).ifPresent(wait -> close(now, RateSpec.nanos(wait)));
        }
    }

    /** What the callee asks for; a refusal that concerns one key says nothing about others. */
    private static Optional<Duration> retryAfter(Throwable failure) {
        Throwable link = failure;
        for (int depth = 0; link != null && depth < CAUSES; depth++) {
            if (link instanceof RefusedException refusal) {
                boolean ofKey = refusal instanceof RateLimitedException limited && limited.keyed();
                return ofKey ? Optional.empty() : refusal.retryAfter();
            }
            link = link.getCause();
        }
        return Optional.empty();
    }

    /** Admits nobody for so long from that reading on; a longer closure stays. */
    void close(long now, long nanos) {
        lock.lock();
        try {
            if (nanos <= closedFrom(now)) {
                return;
            }
            opensAt = now + nanos;
            closedFor = nanos;
            closed = true;
            changed();
        } finally {
            lock.unlock();
        }
        tellCells();
    }

    /** Whether the window is over, or the clock went back. */
    private boolean isOver(long now) {
        long left = endsAt - now;
        return left <= 0 || left > spec.perNanos();
    }

    private void step(long now) {
        boolean high = pressure() >= PressureLevel.HIGH.from(); // a stranger's code: before the lock
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!isOver(now)) {
                return;
            }
            endsAt = now + spec.perNanos();
            move(next(high));
        } finally {
            lock.unlock();
        }
        tellCells();
    }

    /** The limit for the window that begins. */
    private long next(boolean pressure) {
        long ended = calls.sum() - callsBefore;
        long bad = troubled.sum() - troubledBefore;
        callsBefore += ended;
        troubledBefore += bad;
        boolean many = bad > 0 && bad * PART >= ended;
        boolean overload = many && bad > 1;
        if (overload || pressure) {
            (overload ? overloads : pressed).increment();
            return Math.max((long) (limit * CUT), spec.minPermits());
        }
        if (many || ended == 0 || limit == spec.permits()) {
            return limit;
        }
        raised.increment();
        return Math.min(limit + Math.max(limit / PART, 1), spec.permits());
    }

    /** A source that throws says nothing. */
    private double pressure() {
        try {
            return signals.pressure().getAsDouble();
        } catch (RuntimeException broken) {
            return 0;
        }
    }

    /** The limit keeps its place between the lowest and the highest. */
    void change(AdaptiveWindowSpec next) {
        lock.lock();
        try {
            long moved = Math.round((double) limit / spec.permits() * next.permits());
            spec = next;
            move(Math.min(Math.max(moved, next.minPermits()), next.permits()));
        } finally {
            lock.unlock();
        }
    }

    private void move(long next) {
        if (next != limit) {
            limit = next;
            changed();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the lock is held
    private void changed() {
        version++;
    }

    private void tellCells() {
        waitedAt.forEach(cell -> cell.ring());
    }
}
