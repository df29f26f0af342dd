package dev.flyball.runtime.rate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slow, obvious twin of a token bucket: it counts what has come back, nanosecond by nanosecond, and lets the oldest
 * waiter go as soon as there is enough. One unit saved is a nanosecond's worth of permits.
 */
final class NaiveBucket {

    /** One who waits, and the instant he went. */
    static final class Waiter {
        private final long cost;
        private long wentAt = -1;

        private Waiter(long cost) {
            this.cost = cost;
        }

        long wentAt() {
            return wentAt;
        }
    }

    private final long nanosPerPermit;
    private final long full;
    private final List<Waiter> line = new ArrayList<>();
    private long saved;
    private long now;

    NaiveBucket(long nanosPerPermit, long burst) {
        this.nanosPerPermit = nanosPerPermit;
        this.full = nanosPerPermit * burst;
        this.saved = full;
    }

    void advance(long nanos) {
        for (long i = 0; i < nanos; i++) {
            now++;
            saved = Math.min(saved + 1, full);
            release();
        }
    }

    boolean take(long permits) {
        boolean there = line.isEmpty() && saved >= permits * nanosPerPermit;
        if (there) {
            saved -= permits * nanosPerPermit;
        }
        return there;
    }

    /** Null if the wait would be longer than {@code maxWait}. */
    @Nullable
    Waiter join(long permits, long maxWait) {
        long needed = permits * nanosPerPermit - saved;
        for (Waiter other : line) {
            needed += other.cost;
        }
        if (needed > maxWait) {
            return null;
        }
        Waiter waiter = new Waiter(permits * nanosPerPermit);
        line.add(waiter);
        release();
        return waiter;
    }

    void leave(Waiter waiter) {
        line.remove(waiter);
        release();
    }

    long available() {
        long owed = line.stream().mapToLong(waiter -> waiter.cost).sum();
        return Math.floorDiv(saved - owed, nanosPerPermit);
    }

    private void release() {
        while (!line.isEmpty() && saved >= line.get(0).cost) {
            Waiter first = line.remove(0);
            saved -= first.cost;
            first.wentAt = now;
        }
    }
}
