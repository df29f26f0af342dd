package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The share of all processors' time that this program used since the last look but one. Looks are at least 100 ms apart,
 * since the JVM counts in steps of 10 ms, and closer ones are answered with the last; after 10 s without a look the
 * average would be old news, so the load is not known until the next. Thread-safe.
 */
final class ProcessCpu implements LoadGauge {

    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);

    private final Clock clock;
    private final LongSupplier used;
    private final IntSupplier processors;
    private long since;
    private long usedThen;
    private double load = Double.NaN;

    /** @param used processor time of this program so far, in nanoseconds; negative if that is not known */
    ProcessCpu(Clock clock, LongSupplier used, IntSupplier processors) {
        this.clock = clock;
        this.used = used;
        this.processors = processors;
        this.since = clock.nanos();
        this.usedThen = used.getAsLong();
    }

    @Override
    public synchronized double load() {
        long now = clock.nanos();
        long span = now - since;
        if (span >= SHORTEST) {
            long usedNow = used.getAsLong();
            boolean known = usedNow >= 0 && usedThen >= 0 && span <= LONGEST;
            load = known ? Math.min(1, (double) (usedNow - usedThen) / span / processors.getAsInt()) : Double.NaN;
            since = now;
            usedThen = usedNow;
        }
        return load;
    }
}
