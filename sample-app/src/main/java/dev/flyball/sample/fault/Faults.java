package dev.flyball.sample.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A fault schedule in force. The program passes here on its way to the database and the disk, and cannot tell. Which
 * uses fail follows from the seed and the use's number, so two runs meet the same faults. Thread-safe.
 */
public final class Faults {

    private final FaultSchedule schedule;
    private final long seed;
    private final LongSupplier nanoClock;
    private final Pause pause;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger failedReads = new AtomicInteger();
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicInteger deadQueries = new AtomicInteger();
    private final Lanes lanes = new Lanes();
    private final Map<Fault, Integer> most = new ConcurrentHashMap<>();
    private volatile long start = Long.MAX_VALUE;

    /** A schedule that starts with {@link #begin}; until then nothing is wrong. */
    public Faults(FaultSchedule schedule, long seed, LongSupplier nanoClock, Pause pause) {
        this.schedule = schedule;
        this.seed = seed;
        this.nanoClock = nanoClock;
        this.pause = pause;
    }

    /** Time zero of the schedule, a reading of the clock. */
    public void begin(long nanos) {
        start = nanos;
    }

    /** The way to the database. */
    public void onQuery() throws SQLException {
        Fault fault = now(Fault.Kind.DATABASE);
        if (fault == null) {
            return;
        }
        queries.incrementAndGet();
        boolean dead = fault.share() >= 1;
        if (dead) {
            deadQueries.incrementAndGet();
        }
        pause.take(fault.lanes() == 0 ? fault.delay() : inLine(fault));
        if (dead) {
            throw new SQLException("connect timed out after " + fault.delay().toMillis() + " ms");
        }
    }

    private Duration inLine(Fault fault) {
        long nanos =
                lanes.enter(nanoClock.getAsLong(), fault.lanes(), fault.delay().toNanos());
        most.merge(fault, lanes.size(), Math::max);
        return Duration.ofNanos(nanos);
    }

    /** The way to the class files. */
    public void onRead() throws IOException {
        Fault fault = now(Fault.Kind.DISK);
        if (fault == null) {
            return;
        }
        pause.take(fault.delay());
        int number = reads.incrementAndGet();
        if (draw(number) < fault.share()) {
            failedReads.incrementAndGet();
            throw new IOException("read " + number + " failed: bad sector");
        }
    }

    /** How many queries there were while something was wrong with the database. */
    public int queries() {
        return queries.get();
    }

    /** How many queries ran into a dead database. */
    public int deadQueries() {
        return deadQueries.get();
    }

    /** How many reads there were while the disk was flaky. */
    public int reads() {
        return reads.get();
    }

    /** How many of them failed. */
    public int failedReads() {
        return failedReads.get();
    }

    /** How many queries were at a narrow database at once, served or in line, at most while that fault lasted. */
    public int mostAtOnce(Fault fault) {
        return most.getOrDefault(fault, 0);
    }

    private @Nullable Fault now(Fault.Kind kind) {
        long begun = start;
        return begun == Long.MAX_VALUE
                ? null
                : schedule.at(kind, Duration.ofNanos(nanoClock.getAsLong() - begun))
                        .orElse(null);
    }

    /** A share drawn for a use, by SplitMix64's finalizer (Steele, Lea, Flood, OOPSLA 2014). */
    private double draw(long number) {
        long z = seed + number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
