package dev.flyball.runtime.rate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slow, obvious twin of any limit: it lives through every nanosecond, lets the oldest waiter go as soon as the pace
 * has room, and finds out when a newcomer could go by trying it on a copy of itself.
 */
final class NaiveLimit {

    /** What a pace has granted, looked at one nanosecond after the other. */
    interface NaivePace {
        boolean room(long now, long permits);

        void spend(long now, long permits);

        NaivePace copy();
    }

    /** One who waits, and the instant he went. */
    static final class Waiter {
        private final long permits;
        private long wentAt = -1;

        private Waiter(long permits) {
            this.permits = permits;
        }

        long wentAt() {
            return wentAt;
        }
    }

    private final NaivePace pace;
    private final ArrayDeque<Waiter> line = new ArrayDeque<>();
    private long now;

    NaiveLimit(NaivePace pace) {
        this.pace = pace;
    }

    void advance(long nanos) {
        for (long i = 0; i < nanos; i++) {
            now++;
            release();
        }
    }

    boolean take(long permits) {
        boolean there = line.isEmpty() && pace.room(now, permits);
        if (there) {
            pace.spend(now, permits);
        }
        return there;
    }

    /** How long one who comes now would wait; -1 if longer than {@code most}. */
    long wait(long permits, long most) {
        NaiveLimit trial = new NaiveLimit(pace.copy());
        trial.now = now;
        line.forEach(waiter -> trial.line.add(new Waiter(waiter.permits)));
        Waiter newcomer = new Waiter(permits);
        trial.line.add(newcomer);
        trial.release();
        for (long wait = 0; wait <= most; wait++) {
            if (newcomer.wentAt >= 0) {
                return wait;
            }
            trial.advance(1);
        }
        return -1;
    }

    /** Null if the wait would be longer than {@code maxWait}. */
    @Nullable
    Waiter join(long permits, long maxWait) {
        if (wait(permits, maxWait) < 0) {
            return null;
        }
        Waiter waiter = new Waiter(permits);
        line.add(waiter);
        release();
        return waiter;
    }

    void leave(Waiter waiter) {
        line.remove(waiter);
        release();
    }

    private void release() {
        while (!line.isEmpty() && pace.room(now, line.getFirst().permits)) {
            Waiter first = line.removeFirst();
            pace.spend(now, first.permits);
            first.wentAt = now;
        }
    }

    /** Buckets that each count what has come back, in nanoseconds' worth of permits. */
    static final class Buckets implements NaivePace {
        private final Bandwidths spec;
        private final long[] saved;
        private long last;

        Buckets(Bandwidths spec) {
            this.spec = spec;
            this.saved = spec.limits().stream()
                    .mapToLong(limit -> limit.burst() * limit.perNanos())
                    .toArray();
        }

        @Override
        public boolean room(long now, long permits) {
            refill(now);
            for (int i = 0; i < saved.length; i++) {
                if (saved[i] < permits * spec.limits().get(i).perNanos()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void spend(long now, long permits) {
            refill(now);
            for (int i = 0; i < saved.length; i++) {
                saved[i] -= permits * spec.limits().get(i).perNanos();
            }
        }

        private void refill(long now) {
            for (int i = 0; i < saved.length; i++) {
                RateSpec limit = spec.limits().get(i);
                saved[i] = Math.min(saved[i] + (now - last) * limit.permits(), limit.burst() * limit.perNanos());
            }
            last = now;
        }

        @Override
        public NaivePace copy() {
            Buckets copy = new Buckets(spec);
            System.arraycopy(saved, 0, copy.saved, 0, saved.length);
            copy.last = last;
            return copy;
        }
    }

    /** Every grant of the past, one entry per permit. */
    static final class Window implements NaivePace {
        private final WindowSpec spec;
        private final List<Long> grants;

        Window(WindowSpec spec) {
            this(spec, new ArrayList<>());
        }

        private Window(WindowSpec spec, List<Long> grants) {
            this.spec = spec;
            this.grants = grants;
        }

        @Override
        public boolean room(long now, long permits) {
            long recent =
                    grants.stream().filter(at -> at > now - spec.perNanos()).count();
            return recent + permits <= spec.permits();
        }

        @Override
        public void spend(long now, long permits) {
            for (long i = 0; i < permits; i++) {
                grants.add(now);
            }
        }

        @Override
        public NaivePace copy() {
            return new Window(spec, new ArrayList<>(grants));
        }
    }
}
