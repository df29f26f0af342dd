package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The share of the heap that was in use after its last collections; what is in use between them says more about the
 * collector than about the program. Each part of the heap counts as its own last collection left it. After 30 s without a
 * collection the load is not known: a program that has stopped working collects nothing, and would be held at its last
 * number for ever. Looks closer than 100 ms are answered with the last. Thread-safe.
 */
final class LiveHeap implements LoadGauge {

    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long OLD = TimeUnit.SECONDS.toMillis(30);

    /**
     * A collection that has ended.
     *
     * @param age milliseconds since it ended
     * @param left bytes in use afterwards, by the name of each part of the heap that it collected
     */
    record Collection(long age, Map<String, Long> left) {}

    private final Clock clock;
    private final Supplier<List<Collection>> lastOnes;
    private final long max;
    private long lookedAt;
    private double load;

    /**
     * @param lastOnes the last collection of each collector
     * @param max the most bytes that the heap may have
     */
    LiveHeap(Clock clock, Supplier<List<Collection>> lastOnes, long max) {
        this.clock = clock;
        this.lastOnes = lastOnes;
        this.max = max;
        this.lookedAt = clock.nanos();
        this.load = look();
    }

    @Override
    public synchronized double load() {
        long now = clock.nanos();
        if (now - lookedAt >= SHORTEST) {
            load = look();
            lookedAt = now;
        }
        return load;
    }

    private double look() {
        Map<String, Collection> newest = new HashMap<>();
        boolean recent = false;
        for (Collection one : lastOnes.get()) {
            recent |= one.age <= OLD;
            for (String part : one.left.keySet()) {
                newest.merge(part, one, (a, b) -> a.age <= b.age ? a : b);
            }
        }
        double live = 0;
        for (Map.Entry<String, Collection> part : newest.entrySet()) {
            live += part.getValue().left.getOrDefault(part.getKey(), 0L);
        }
        return recent && !newest.isEmpty() ? Math.min(1, live / max) : Double.NaN;
    }
}
