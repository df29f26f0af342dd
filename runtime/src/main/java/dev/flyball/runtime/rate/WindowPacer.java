package dev.flyball.runtime.rate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sliding window as a log of grants, oldest first. A permit granted at an instant is free again {@code per} later, so
 * that any half-open span of {@code per} holds at most {@code permits}:
 *
 * <pre>
 * earliest   when so many of the oldest grants are {@code per} old that there is room
 * </pre>
 *
 * <p>Where a {@link Ceiling} moves the limit, that is read each time; what was granted under a higher one runs out.
 *
 * <p>Grants of one instant are one entry. Above {@link WindowSpec#EXACT} permits an entry takes in all grants of a 64th of
 * the span, and counts whole until the last of them is old enough. The log grows to what it has had to hold at once.
 */
final class WindowPacer extends Pacer {

    private static final int SMALLEST = 8;

    private final Pace pace;
    private final WindowSpec spec;
    private final @Nullable Ceiling ceiling;
    private final long per;
    private final long grain;

    /** A ring of entries: when the last grant of an entry was, and how many permits it stands for. */
    private long[] times;

    private long[] counts;
    private int head;
    private int size;

    /** When the first grant of the newest entry was. */
    private long newestSince;

    /** The permits of all entries. */
    private long total;

    private WindowPacer(Pace pace, @Nullable Ceiling ceiling, long[] times, long[] counts) {
        this.pace = pace;
        this.spec = window(pace);
        this.ceiling = ceiling;
        this.per = spec.perNanos();
        this.grain = spec.grain();
        this.times = times;
        this.counts = counts;
    }

    static WindowPacer of(Pace pace, @Nullable Ceiling ceiling, double share, long now) {
        WindowPacer pacer = new WindowPacer(pace, ceiling, new long[SMALLEST], new long[SMALLEST]);
        pacer.add(now, spent(share, pacer.spec));
        return pacer;
    }

    private static WindowSpec window(Pace pace) {
        return pace instanceof AdaptiveWindowSpec adaptive ? adaptive.window() : (WindowSpec) pace;
    }

    private long limit() {
        return ceiling == null ? spec.permits() : ceiling.limit();
    }

    /** Rounded up, but not for what is left of a division. */
    private static long spent(double share, WindowSpec spec) {
        return (long) Math.ceil(Math.min(share, 1) * spec.permits() - 1e-6);
    }

    @Override
    Pace pace() {
        return pace;
    }

    @Override
    long earliest(long from, long permits) {
        long limit = limit();
        if (permits > limit) {
            return NEVER;
        }
        long missing = total + permits - limit;
        long at = from;
        for (int i = 0; missing > 0; i++) {
            int entry = place(i);
            missing -= counts[entry];
            at = times[entry] + per;
        }
        return Math.max(from, at);
    }

    @Override
    void take(long at, long permits) {
        forget(at);
        add(at, permits);
    }

    @Override
    long available(long now) {
        forget(now);
        return limit() - total;
    }

    @Override
    double spentShare(long now) {
        forget(now);
        return (double) total / limit();
    }

    @Override
    boolean isAsNew(long now) {
        forget(now);
        return size == 0;
    }

    @Override
    Pacer copy() {
        WindowPacer copy = new WindowPacer(pace, ceiling, times.clone(), counts.clone());
        copy.head = head;
        copy.size = size;
        copy.newestSince = newestSince;
        copy.total = total;
        return copy;
    }

    /** Ages and numbers of grants change in the same proportion as the span and the permits. */
    @Override
    Pacer changed(Pace other, Inherit how, long now) {
        forget(now);
        boolean window = other instanceof WindowSpec || other instanceof AdaptiveWindowSpec;
        if (!window || total == 0) {
            return window
                    ? of(other, ceiling, how.share(0, spec.permits(), other.permits()), now)
                    : replaced(other, how, now);
        }
        WindowPacer changed = of(other, ceiling, 0, now);
        WindowSpec next = changed.spec;
        double share = how.share((double) total / spec.permits(), spec.permits(), next.permits());
        long spent = spent(share, next);
        long seen = 0;
        long given = 0;
        for (int i = 0; i < size; i++) {
            int entry = place(i);
            seen += counts[entry];
            long due = ceilDiv(seen * spent, total);
            changed.add(now - age(now - times[entry], next), due - given);
            given = due;
        }
        return changed;
    }

    private long age(long nanos, WindowSpec next) {
        return next.perNanos() == per ? nanos : (long) ((double) nanos * next.perNanos() / per);
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    private int place(int index) {
        return (head + index) & (times.length - 1);
    }

    private void forget(long now) {
        while (size > 0 && times[head] + per <= now) {
            total -= counts[head];
            head = place(1);
            size--;
        }
    }

    private void add(long at, long permits) {
        if (permits == 0) {
            return;
        }
        total += permits;
        if (size > 0 && (at - newestSince < grain || at == newestSince)) {
            int newest = place(size - 1);
            times[newest] = at;
            counts[newest] += permits;
            return;
        }
        if (size == times.length) {
            grow();
        }
        int newest = place(size++);
        times[newest] = at;
        counts[newest] = permits;
        newestSince = at;
    }

    private void grow() {
        times = unrolled(times);
        counts = unrolled(counts);
        head = 0;
    }

    private long[] unrolled(long[] ring) {
        long[] larger = Arrays.copyOf(ring, 2 * ring.length);
        int first = ring.length - head;
        System.arraycopy(ring, head, larger, 0, first);
        System.arraycopy(ring, 0, larger, first, head);
        return larger;
    }
}
