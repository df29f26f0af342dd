package dev.flyball.runtime.rate;

import java.util.Arrays;

/**
 * A sliding window as a log of grants, oldest first. A permit granted at an instant is free again {@code per} later, so
 * that any half-open span of {@code per} holds at most {@code permits}:
 *
 * <pre>
 * earliest   when so many of the oldest grants are {@code per} old that there is room
 * </pre>
 *
 * <p>Grants of one instant are one entry. Above {@link WindowSpec#EXACT} permits an entry takes in all grants of a 64th of
 * the span, and counts whole until the last of them is old enough. The log grows to what it has had to hold at once.
 */
final class WindowPacer extends Pacer {

    private static final int SMALLEST = 8;

    private final WindowSpec spec;
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

    WindowPacer(WindowSpec spec) {
        this(spec, new long[SMALLEST], new long[SMALLEST]);
    }

    private WindowPacer(WindowSpec spec, long[] times, long[] counts) {
        this.spec = spec;
        this.per = spec.perNanos();
        this.grain = spec.grain();
        this.times = times;
        this.counts = counts;
    }

    static WindowPacer of(WindowSpec spec, double share, long now) {
        WindowPacer pacer = new WindowPacer(spec);
        pacer.add(now, spent(share, spec));
        return pacer;
    }

    /** Rounded up, but not for what is left of a division. */
    private static long spent(double share, WindowSpec spec) {
        return (long) Math.ceil(Math.min(share, 1) * spec.permits() - 1e-6);
    }

    @Override
    WindowSpec pace() {
        return spec;
    }

    @Override
    long earliest(long from, long permits) {
        if (permits > spec.permits()) {
            return NEVER;
        }
        long missing = total + permits - spec.permits();
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
        return spec.permits() - total;
    }

    @Override
    double spentShare(long now) {
        forget(now);
        return (double) total / spec.permits();
    }

    @Override
    boolean isAsNew(long now) {
        forget(now);
        return size == 0;
    }

    @Override
    Pacer copy() {
        WindowPacer copy = new WindowPacer(spec, times.clone(), counts.clone());
        copy.head = head;
        copy.size = size;
        copy.newestSince = newestSince;
        copy.total = total;
        return copy;
    }

    /** Ages and numbers of grants change in the same proportion as the span and the permits. */
    @Override
    Pacer changed(Pace pace, Inherit how, long now) {
        forget(now);
        if (!(pace instanceof WindowSpec next) || total == 0) {
            return replaced(pace, how, now);
        }
        WindowPacer changed = new WindowPacer(next);
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
