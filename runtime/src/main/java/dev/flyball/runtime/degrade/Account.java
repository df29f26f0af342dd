package dev.flyball.runtime.degrade;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * One name's grant, and what its calls have taken of it.
 *
 * <p>{@code grant}: written by whoever divides anew, under the lock of {@link Allocations}; volatile, read once by each
 * call. {@code running} and {@code reserved} go up by compare-and-set while they fit into the grant, and down by what
 * they went up; above a grant that shrank they stay until calls end. {@code average} is the raw bits of a double, changed
 * by compare-and-set; a call that loses that race is not measured.
 */
final class Account {

    private static final double WEIGHT = 1.0 / 8;
    private static final int ALWAYS_UNTIL = 16;
    private static final int THEN_ONE_IN = 16;

    /** Why a call is not let in. */
    enum Lack {
        NONE,
        WORKERS,
        MEMORY
    }

    volatile Grant grant;
    final LatchGuard guard;
    final LongAdder withoutWorkers = new LongAdder();
    final LongAdder withoutMemory = new LongAdder();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong reserved = new AtomicLong();
    private final AtomicLong average = new AtomicLong();
    private final AtomicLong entered = new AtomicLong();

    Account(Grant grant, LatchGuard guard) {
        this.grant = grant;
        this.guard = guard;
    }

    int running() {
        return running.get();
    }

    long reserved() {
        return reserved.get();
    }

    /** Bytes that a call is thought to allocate; 0 before the first was measured. */
    long estimate() {
        return (long) Double.longBitsToDouble(average.get());
    }

    /** What a call would reserve, as its note can say it: nobody plans with more than there is. */
    long share(Grant granted) {
        return granted.policy().maxMemory() == 0
                ? 0
                : Math.min(AllocationNote.whole(estimate()), AllocationNote.part(granted.memory()));
    }

    Lack takeWorker(Grant granted) {
        int limit = granted.workers();
        for (int now = running.get(); now < limit; now = running.get()) {
            if (running.compareAndSet(now, now + 1)) {
                return Lack.NONE;
            }
        }
        return Lack.WORKERS;
    }

    /** Reserves what {@link #share} answered, if it fits. */
    Lack takeMemory(Grant granted, long bytes) {
        if (bytes == 0) {
            return starved(granted) ? Lack.MEMORY : Lack.NONE;
        }
        for (long now = reserved.get(); now + bytes <= granted.memory(); now = reserved.get()) {
            if (reserved.compareAndSet(now, now + bytes)) {
                return Lack.NONE;
            }
        }
        return Lack.MEMORY;
    }

    /** Whether calls are known to allocate and nothing is granted for it. */
    private boolean starved(Grant granted) {
        return granted.memory() == 0 && granted.policy().maxMemory() > 0 && estimate() > 0;
    }

    /** Takes what a call needs whether there is room or not. */
    void takeAnyway(long bytes) {
        running.incrementAndGet();
        reserved.addAndGet(bytes);
    }

    void giveWorker() {
        running.decrementAndGet();
    }

    void give(long bytes) {
        reserved.addAndGet(-bytes);
        running.decrementAndGet();
    }

    /** What a call that came now would lack. */
    Lack lack() {
        Grant granted = grant;
        if (running.get() >= granted.workers()) {
            return Lack.WORKERS;
        }
        long bytes = share(granted);
        boolean fits = bytes == 0 ? !starved(granted) : reserved.get() + bytes <= granted.memory();
        return fits ? Lack.NONE : Lack.MEMORY;
    }

    /** Whether to measure the call that just came in. */
    boolean measures() {
        long calls = entered.incrementAndGet();
        return calls <= ALWAYS_UNTIL || calls % THEN_ONE_IN == 0;
    }

    void measured(long bytes) {
        long before = average.get();
        double old = Double.longBitsToDouble(before);
        double fresh = old == 0 ? bytes : old + WEIGHT * (bytes - old);
        average.compareAndSet(before, Double.doubleToRawLongBits(fresh));
    }
}
