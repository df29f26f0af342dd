package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.LiveMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What collections have left of the heap, told one by one.
 *
 * <p>What is in use between collections says more about the collector than about the program, so only what they leave
 * counts, and of each part of the heap what the last collection of that very part left: what lies in a part that was not
 * collected may be garbage. A measurement is as old as what its largest part was found by. Beans that end in "Pauses"
 * tell no occupancies, those that end in "Cycles" run beside the program, and the cause "No GC" stands for part of a
 * collection.
 *
 * <p>Young collections of G1 and minor ones of ZGC have the old part among theirs, but mostly leave it as it is: garbage
 * and all. What they tell of a part is news if it has changed by a hundredth of the heap, or at the fourth time in quick
 * succession: by then the concurrent collection that a full heap brings about has had its turn. Else only the number is
 * taken, and the part stays as old as it was.
 *
 * <p>Thread-safe. All is written under this object's monitor, by the JVM's notification thread; what lookers read is
 * volatile.
 */
final class CollectedHeap implements LiveMemory {

    private static final String NO_COLLECTION = "No GC";
    private static final String FAILURE = "Allocation Failure";
    private static final String STALL = "Allocation Stall";

    private static final int NEWS_AFTER = 4;

    private static final long QUICK = TimeUnit.SECONDS.toNanos(5);

    /**
     * One part of the heap.
     *
     * @param left bytes in use after the last collection
     * @param at when that was news, at {@code then} bytes
     * @param seen when the last collection was
     * @param since collections in quick succession since, that brought none
     */
    private record Part(long left, long at, long then, long seen, int since) {}

    private final Map<String, Part> parts = new HashMap<>();
    private final Map<String, Long> oldMax;
    private final long max;
    private long collections;
    private volatile @Nullable Sample last;
    private volatile double old = Double.NaN;
    private volatile long pausedMillis;
    private volatile long stalls;

    /**
     * @param max the most bytes that the heap may have
     * @param oldMax the most bytes of each part that has a maximum of its own and is kept apart for what has lived long
     */
    CollectedHeap(long max, Map<String, Long> oldMax) {
        this.max = max;
        this.oldMax = Map.copyOf(oldMax);
    }

    @Override
    public @Nullable Sample last() {
        return last;
    }

    /** The share of the old generation that was live; NaN where it has no maximum of its own, or was never collected. */
    double old() {
        return old;
    }

    /** Milliseconds for which collections have stopped the program so far. */
    long pausedMillis() {
        return pausedMillis;
    }

    /** How often so far the program had to wait because a concurrent collector could not keep up. */
    long stalls() {
        return stalls;
    }

    /**
     * A collection has ended.
     *
     * @param collector the bean's name
     * @param left bytes in use afterwards, by part of the heap, of those that this collector collects
     * @param at the clock's reading when it ended
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time
    synchronized void ended(String collector, String cause, long millis, Map<String, Long> left, long at) {
        if (cause.equals(NO_COLLECTION)) {
            return;
        }
        if (!collector.endsWith("Cycles")) {
            pausedMillis += millis;
        }
        if (cause.equals(STALL) || (collector.startsWith("Shenandoah") && cause.startsWith(FAILURE))) {
            stalls++;
        }
        if (!collector.endsWith("Pauses") && !left.isEmpty()) {
            boolean inPart = collector.contains("Young") || collector.contains("Minor");
            left.forEach((name, bytes) -> parts.merge(
                    name, new Part(bytes, at, bytes, at, 0), (known, fresh) -> inPart ? next(known, fresh) : fresh));
            measure();
        }
    }

    private Part next(Part known, Part fresh) {
        int since = fresh.at - known.seen <= QUICK ? known.since + 1 : 1;
        boolean news = Math.abs(fresh.left - known.then) >= max / 100 || since >= NEWS_AFTER;
        return news ? fresh : new Part(fresh.left, known.at, known.then, fresh.at, since);
    }

    private void measure() {
        long live = 0;
        Part largest = new Part(-1, 0, 0, 0, 0);
        for (Part part : parts.values()) {
            live += part.left;
            largest = part.left > largest.left ? part : largest;
        }
        double share = Double.NaN;
        for (Map.Entry<String, Long> one : oldMax.entrySet()) {
            Part part = parts.get(one.getKey());
            if (part != null) {
                share = Math.min(1, (double) part.left / one.getValue());
            }
        }
        old = share;
        last = new Sample(live, max, largest.at, ++collections);
    }
}
