package dev.flyball.benchmarks.floor;

import com.sun.management.ThreadMXBean;
import dev.flyball.benchmarks.work.Keys;
import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * The least that each policy can cost: its clock reads and its atomic updates, written by hand around the body, with no
 * abstraction, no failure path and no way to change a limit. Nobody could ship these.
 *
 * <pre>
 * rate limit         one clock read, one compare-and-set (again if another thread was faster)
 * rate limit, keyed  and a look into a hash table
 * bulkhead           two atomic updates
 * adaptive           and two clock reads, as it measures what it admits
 * breaker            one volatile read, one atomic update
 * breaker, slow      and two clock reads
 * retry              one clock read, as the attempts of a call share a deadline; one volatile read of the full budget
 * stack              two clock reads and four atomic updates: its policies share the clock reads
 * whole              one volatile read of the level, and an atomic update to count that; breaker, slow; an atomic update
 *                    each for the outcome and for the duration; of one call in sixteen, two reads of the thread's
 *                    memory and two atomic updates
 * </pre>
 */
public class Floor extends Subject {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final long SLOW_NANOS = Limits.SLOW_SECONDS * 1_000_000_000L;

    private final AtomicLong arrival = new AtomicLong();
    private final ConcurrentMap<Object, AtomicLong> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger state = new AtomicInteger();
    private final AtomicLong window = new AtomicLong();
    private final AtomicLong budget = new AtomicLong(Limits.ATTEMPTS);
    private final AtomicLong undiminished = new AtomicLong();
    private final AtomicLong successes = new AtomicLong();
    private final AtomicLongArray durations = new AtomicLongArray(Long.SIZE);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong measured = new AtomicLong();
    private volatile int level;

    @Benchmark
    public int rateLimit() {
        spend(arrival, System.nanoTime());
        return Work.of(x);
    }

    @Benchmark
    public int keyedRateLimit(Keys keys) {
        spend(arrivals.computeIfAbsent(keys.next(), key -> new AtomicLong()), System.nanoTime());
        return Work.of(x);
    }

    @Benchmark
    public int breaker() {
        requireClosed();
        int result = Work.of(x);
        window.getAndAdd(1);
        return result;
    }

    @Benchmark
    public int breakerSlow() {
        requireClosed();
        long start = System.nanoTime();
        int result = Work.of(x);
        window.getAndAdd(System.nanoTime() - start > SLOW_NANOS ? 2 : 1);
        return result;
    }

    @Benchmark
    public int bulkhead() {
        enter();
        int result = Work.of(x);
        inFlight.getAndAdd(-1);
        return result;
    }

    @Benchmark
    public int adaptive() {
        long start = System.nanoTime();
        enter();
        int result = Work.of(x);
        inFlight.getAndAdd(-1);
        if (System.nanoTime() - start > SLOW_NANOS) {
            throw new IllegalStateException("slow");
        }
        return result;
    }

    @Benchmark
    public long retry() {
        if (budget.get() < 1) {
            throw new IllegalStateException("empty");
        }
        long deadline = System.nanoTime();
        return deadline + Work.of(x);
    }

    @Benchmark
    public int stack() {
        long start = System.nanoTime();
        requireClosed();
        spend(arrival, start);
        enter();
        int result = Work.of(x);
        inFlight.getAndAdd(-1);
        window.getAndAdd(System.nanoTime() - start > SLOW_NANOS ? 2 : 1);
        return result;
    }

    @Benchmark
    public int whole() {
        if (level > 3) {
            throw new IllegalStateException("emergency");
        }
        undiminished.getAndAdd(1);
        requireClosed();
        long start = System.nanoTime();
        boolean sampled = (start & 15) == 0;
        long before = sampled ? THREADS.getCurrentThreadAllocatedBytes() : 0;
        int result = Work.of(x);
        long took = System.nanoTime() - start;
        window.getAndAdd(took > SLOW_NANOS ? 2 : 1);
        successes.getAndAdd(1);
        durations.getAndIncrement(63 - Long.numberOfLeadingZeros(took | 1));
        if (sampled) {
            bytes.getAndAdd(THREADS.getCurrentThreadAllocatedBytes() - before);
            measured.getAndAdd(1);
        }
        return result;
    }

    private static void spend(AtomicLong arrival, long now) {
        while (true) {
            long seen = arrival.get();
            if (arrival.compareAndSet(seen, Math.max(seen, now) + 1)) {
                return;
            }
        }
    }

    private void requireClosed() {
        if (state.get() != 0) {
            throw new IllegalStateException("open");
        }
    }

    private void enter() {
        if (inFlight.getAndAdd(1) >= Limits.PLACES) {
            throw new IllegalStateException("full");
        }
    }
}
