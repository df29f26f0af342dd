package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit per key: a {@link TokenBucket} for each, at most {@code maxKeys} of them. Null is a key.
 *
 * <p>A key's bucket is forgotten some time after it has filled up, which nobody can notice; one that is owed to is kept.
 * While {@code maxKeys} are in use, new keys share one bucket among them: stricter than a bucket each, and never open.
 * Finding a known key allocates nothing. Thread-safe; keys need {@code equals} and {@code hashCode} that hold still, and
 * these run outside any lock.
 */
public final class KeyedTokenBuckets {

    private final String name;
    private final Clock clock;
    private final Alarm alarm;
    private final KeyTable table;
    private final RateCell overflow;
    private final LongAdder overflowed = new LongAdder();
    private final RateMeters meters = new RateMeters();

    /** Written before the cells are changed, read after one is added: a newcomer misses no change. */
    private volatile RateSpec spec;

    /**
     * No keys yet, and an alarm thread that starts with the first call that waits without a thread.
     *
     * @param name who refuses, for messages and meters
     * @param maxKeys at least 1
     */
    public KeyedTokenBuckets(String name, RateSpec spec, int maxKeys, Clock clock) {
        this(name, spec, maxKeys, clock, new AlarmThread(clock));
    }

    /** No keys yet; {@code alarm} rings for callers that wait without a thread. */
    public KeyedTokenBuckets(String name, RateSpec spec, int maxKeys, Clock clock, Alarm alarm) {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("[rate-keys] maxKeys is " + maxKeys + "; give at least 1");
        }
        this.name = name;
        this.spec = spec;
        this.clock = clock;
        this.alarm = alarm;
        this.overflow = newCell(clock.nanos());
        this.table = new KeyTable(maxKeys, this::newCell, cell -> cell.change(this.spec));
    }

    /** The name given at construction. */
    public String name() {
        return name;
    }

    /** The limit in force for each key. */
    public RateSpec spec() {
        return spec;
    }

    /** Keys that have a bucket now. */
    public int keys() {
        return table.size();
    }

    /** Keys that may have a bucket at a time. */
    public int maxKeys() {
        return table.maxKeys();
    }

    /** How often a call went to the bucket that keys share for which there is no room. */
    public long overflows() {
        return overflowed.sum();
    }

    /** Spends a permit of the key's if one is there. */
    public boolean tryAcquire(@Nullable Object key) {
        return admit(clock.nanos(), key) >= 0;
    }

    /**
     * Spends a permit of the key's, and waits up to {@code maxWait} for it, as {@link TokenBucket#acquire(Duration)}
     * does.
     *
     * @throws RateLimitedException if the permit is not there in time
     * @throws InterruptedException if the wait was interrupted
     */
    public void acquire(@Nullable Object key, Duration maxWait) throws InterruptedException {
        long limit = RateSpec.nanos(maxWait);
        long answer = await(clock.nanos(), key, limit);
        if (answer < 0) {
            RateLimitedException refusal = refusal(answer, name, key, limit);
            if (answer == Gate.INTERRUPTED && Thread.interrupted()) {
                throw new InterruptedException(refusal.getMessage());
            }
            throw refusal;
        }
    }

    /** Changes every key's limit, as {@link TokenBucket#change} does. */
    public void change(RateSpec newSpec) {
        spec = newSpec;
        overflow.change(newSpec);
        table.forEach(cell -> cell.change(newSpec));
    }

    long admit(long nanos, @Nullable Object key) {
        long answer;
        do {
            answer = cell(key, nanos).admit(nanos);
        } while (answer == RateCell.GONE);
        return answer;
    }

    long await(long nanos, @Nullable Object key, long maxWait) {
        long answer;
        do {
            answer = cell(key, nanos).await(nanos, 1, maxWait);
        } while (answer == RateCell.GONE);
        return answer;
    }

    long awaitLater(long nanos, @Nullable Object key, long maxWait, Turn turn) {
        long answer;
        do {
            answer = cell(key, nanos).awaitLater(nanos, 1, maxWait, turn);
        } while (answer == RateCell.GONE);
        return answer;
    }

    Clock clock() {
        return clock;
    }

    RateMeters meters() {
        return meters;
    }

    RateLimitedException refusal(long answer, String method, @Nullable Object key, long maxWait) {
        String who = method + " for key " + PrintedKey.of(key);
        return new RateLimitedException(answer, who, method, name, spec, maxWait);
    }

    private RateCell cell(@Nullable Object key, long nanos) {
        RateCell cell = table.get(key, nanos);
        return cell == null ? overflow() : cell;
    }

    private RateCell overflow() {
        overflowed.increment();
        return overflow;
    }

    private RateCell newCell(long nanos) {
        return new RateCell(spec, clock, alarm, nanos);
    }
}
