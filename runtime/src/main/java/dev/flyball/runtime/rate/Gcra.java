package dev.flyball.runtime.rate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The theoretical arrival time of one rate under one spec: the generic cell rate algorithm (ITU-T I.371) on one word.
 *
 * <pre>
 * interval  ticks from one permit to the next        span  burst * interval
 * tat       when all permits will be back            lead  tat - now, 0 if that has passed: what is owed
 * admit     if lead + n * interval <= span, and then tat = now + lead + n * interval
 * </pre>
 *
 * <p>Ticks count from the bucket's origin and are compared by subtraction alone. {@code tat}: everybody reads it and
 * replaces it by compare-and-set, all volatile; {@link #CLOSED} is its last value, after which another word, or none,
 * stands in this one's place. All else is final.
 */
final class Gcra {

    /** This word is no longer in use: look for its successor. */
    static final long CLOSED = Long.MIN_VALUE;

    private static final VarHandle TAT;

    static {
        try {
            TAT = MethodHandles.lookup().findVarHandle(Gcra.class, "tat", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final RateSpec spec;
    final long interval;
    final long span;
    private final long origin;
    private volatile long tat;

    Gcra(RateSpec spec, long origin, long tat) {
        this.spec = spec;
        this.interval = spec.interval();
        this.span = spec.burst() * interval;
        this.origin = origin;
        this.tat = tat;
    }

    /** A reading of the clock as ticks since the origin. */
    long ticks(long nanos) {
        return (nanos - origin) << RateSpec.TICK_BITS;
    }

    /** Nanoseconds that are at least so many ticks. */
    static long nanosUp(long ticks) {
        return (ticks + (1 << RateSpec.TICK_BITS) - 1) >> RateSpec.TICK_BITS;
    }

    /** The first reading of the clock at or after an instant. */
    long readingAt(long instant) {
        return origin + nanosUp(instant);
    }

    /** Spends {@code cost} at the instant {@code now}: 0 if it could, {@link #CLOSED}, or the ticks that are missing. */
    long take(long now, long cost) {
        while (true) {
            long seen = tat;
            if (seen == CLOSED) {
                return CLOSED;
            }
            long next = Math.max(seen - now, 0) + cost;
            if (next > span) {
                return next - span;
            }
            if (TAT.compareAndSet(this, seen, now + next)) {
                return 0;
            }
        }
    }

    long tat() {
        return tat;
    }

    boolean replace(long expected, long next) {
        return TAT.compareAndSet(this, expected, next);
    }

    /** Puts this word out of use; answers its last value. */
    long close() {
        return (long) TAT.getAndSet(this, CLOSED);
    }
}
