package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.PrintedKey;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit per key: what {@link RateLimit} is for each of at most {@code maxKeys} keys. Null is a key.
 *
 * <p>What a key was granted is forgotten some time after it has ceased to matter, which nobody can notice; a key that
 * owes is kept. While {@code maxKeys} are in use, new keys share one limit among them: stricter than one each, and never
 * open. That is counted, and told as {@link Event.KeysOverflowed} once a minute while it lasts. Finding a known key
 * allocates nothing. Thread-safe; keys need {@code equals} and {@code hashCode} that hold still, and these run outside any
 * lock.
 */
public final class KeyedRateLimit {

    private static final long BETWEEN_TELLING = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final int maxKeys;
    private final Clock clock;
    private final Alarm alarm;
    private final EventSink events;
    private final @Nullable Ceiling ceiling;
    private final KeyTable table;
    private final Cell overflow;
    private final LongAdder overflowed = new LongAdder();
    private final AtomicLong toldAt;
    private final RateMeters meters = new RateMeters();

    private volatile Signals signals;

    /** Written before the cells are changed, read after one is added: a newcomer misses no change. */
    private volatile Pace spec;

    /**
     * No keys yet, and an alarm thread that starts with the first call that waits without a thread.
     *
     * @param name who refuses, for messages and meters
     * @param maxKeys at least 1
     */
    public KeyedRateLimit(String name, Pace spec, int maxKeys, Clock clock) {
        this(name, spec, maxKeys, Signals.USUAL, clock, new AlarmThread(clock), EventSink.NONE);
    }

    /**
     * No keys yet.
     *
     * @param signals what the limit of adaptive windows, one for all keys, listens to; other paces ignore it
     * @param alarm rings for callers that wait without a thread
     * @param events hears of overflow
     */
    public KeyedRateLimit(
            String name, Pace spec, int maxKeys, Signals signals, Clock clock, Alarm alarm, EventSink events) {
        this(name, spec, maxKeys, signals, ceiling(spec, signals, clock), 0, clock, alarm, events);
    }

    private static @Nullable Ceiling ceiling(Pace spec, Signals signals, Clock clock) {
        return spec instanceof AdaptiveWindowSpec window ? new Ceiling(window, signals, clock.nanos()) : null;
    }

    private KeyedRateLimit(
            String name,
            Pace spec,
            int maxKeys,
            Signals signals,
            @Nullable Ceiling ceiling,
            double overflowShare,
            Clock clock,
            Alarm alarm,
            EventSink events) {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("[rate-keys] maxKeys is " + maxKeys + "; give at least 1");
        }
        this.name = name;
        this.spec = spec;
        this.maxKeys = maxKeys;
        this.clock = clock;
        this.alarm = alarm;
        this.events = events;
        this.signals = signals;
        long now = clock.nanos();
        this.ceiling = ceiling;
        this.toldAt = new AtomicLong(now - BETWEEN_TELLING);
        this.overflow = newCell(spec, now, overflowShare);
        this.table = new KeyTable(maxKeys, this::newCell, cell -> change(cell, this.spec, Inherit.PROPORTIONALLY));
    }

    private KeyedRateLimit successor(Pace pace, int newMaxKeys, Inherit how) {
        long now = clock.nanos();
        KeyedRateLimit next = new KeyedRateLimit(
                name,
                pace,
                newMaxKeys,
                signals,
                successorsCeiling(pace),
                share(overflow, pace, how, now),
                clock,
                alarm,
                events);
        next.table.inherit(table, cell -> next.newCell(pace, now, share(cell, pace, how, now)));
        return next;
    }

    private @Nullable Ceiling successorsCeiling(Pace pace) {
        if (ceiling != null && pace instanceof AdaptiveWindowSpec window) {
            ceiling.change(window);
            return ceiling;
        }
        return ceiling(pace, signals, clock);
    }

    private double share(Cell cell, Pace pace, Inherit how, long now) {
        return how.share(cell.spentShare(now), spec.most(), pace.most());
    }

    /** The name given at construction. */
    public String name() {
        return name;
    }

    /** The limit in force for each key. */
    public Pace spec() {
        return spec;
    }

    /** Keys that are remembered now. */
    public int keys() {
        return table.size();
    }

    /** Keys that may have a limit of their own at a time. */
    public int maxKeys() {
        return maxKeys;
    }

    /** How often a call went to the limit that keys share for which there is no room. */
    public long overflows() {
        return overflowed.sum();
    }

    /** Spends a permit of the key's if one is there. */
    public boolean tryAcquire(@Nullable Object key) {
        return admit(clock.nanos(), key) >= 0;
    }

    /**
     * Spends a permit of the key's, and waits up to {@code maxWait} for it, as {@link RateLimit#acquire(Duration)} does.
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

    /** As {@link #acquire}, but parks no thread; see {@link RateLimit#acquireLater(Duration)}. */
    public CompletableFuture<@Nullable Void> acquireLater(@Nullable Object key, Duration maxWait) {
        long limit = RateSpec.nanos(maxWait);
        FutureTurn turn = new FutureTurn(answer -> refusal(answer, name, key, limit));
        long answer = awaitLater(clock.nanos(), key, limit, turn);
        if (answer != Gate.PENDING) {
            turn.done(answer);
        }
        return turn;
    }

    /**
     * Changes every key's limit, as {@link RateLimit#change(Pace)} does.
     *
     * @throws IllegalArgumentException where that does
     */
    public void change(Pace pace) {
        change(pace, Inherit.PROPORTIONALLY);
    }

    /** As {@link #change(Pace)}, and says what becomes of saved permits. */
    public void change(Pace pace, Inherit how) {
        if (!pace.sameKind(spec)) {
            throw new IllegalArgumentException("[rate-kind] " + name + " is limited to " + spec + " and cannot become "
                    + pace + "; use changedTo, which answers another limit");
        }
        spec = pace;
        if (ceiling != null && pace instanceof AdaptiveWindowSpec window) {
            ceiling.change(window);
        }
        change(overflow, pace, how);
        table.forEach(cell -> change(cell, pace, how));
    }

    /**
     * This limit after a change, or, where that is impossible, another of the same name which has inherited, for every
     * key, what this one has granted. Those who wait at this one then go at their old slots, and count as granted.
     */
    public KeyedRateLimit changedTo(Pace pace, int newMaxKeys, Inherit how) {
        if (newMaxKeys != maxKeys || !pace.sameKind(spec)) {
            return successor(pace, newMaxKeys, how);
        }
        if (!pace.equals(spec)) {
            change(pace, how);
        }
        return this;
    }

    /** From now on adaptive windows listen to these, also those that {@link #changedTo} puts in their place. */
    public void listenTo(Signals others) {
        signals = others;
        if (ceiling != null) {
            ceiling.listenTo(others);
        }
    }

    private static void change(Cell cell, Pace pace, Inherit how) {
        if (cell instanceof RateCell bucket && pace instanceof RateSpec rate) {
            bucket.change(rate, how);
        } else if (cell instanceof PacedCell paced) {
            paced.change(pace, how);
        }
    }

    /** A gate that puts calls through this limit, one permit of the key's each; {@code maxWait} zero refuses at once. */
    public Gate gate(Duration maxWait) {
        return new KeyedRateGate(this, RateSpec.nanos(maxWait));
    }

    long admit(long nanos, @Nullable Object key) {
        long answer;
        do {
            answer = cell(key, nanos).admit(nanos);
        } while (answer == Cell.GONE);
        return answer;
    }

    long await(long nanos, @Nullable Object key, long maxWait) {
        long answer;
        do {
            answer = cell(key, nanos).await(nanos, 1, maxWait);
        } while (answer == Cell.GONE);
        return answer;
    }

    long awaitLater(long nanos, @Nullable Object key, long maxWait, Turn turn) {
        long answer;
        do {
            answer = cell(key, nanos).awaitLater(nanos, 1, maxWait, turn);
        } while (answer == Cell.GONE);
        return answer;
    }

    /** What the windows of all keys listen to, if they are adaptive. */
    @Nullable
    Ceiling ceiling() {
        return ceiling;
    }

    /** The permits per key of the moment. */
    long permitsNow() {
        return ceiling == null ? spec.permits() : ceiling.limit();
    }

    Clock clock() {
        return clock;
    }

    RateMeters meters() {
        return meters;
    }

    RateLimitedException refusal(long answer, String method, @Nullable Object key, long maxWait) {
        String who = method + " for key " + PrintedKey.of(key);
        return new RateLimitedException(answer, who, true, method, name, spec, permitsNow(), maxWait);
    }

    private Cell cell(@Nullable Object key, long nanos) {
        Cell cell = table.get(key, nanos);
        return cell == null ? overflow(nanos) : cell;
    }

    private Cell overflow(long nanos) {
        overflowed.increment();
        long told = toldAt.get();
        if (nanos - told >= BETWEEN_TELLING && toldAt.compareAndSet(told, nanos)) {
            events.emit(new Event.KeysOverflowed(name, "rate-limited", maxKeys));
        }
        return overflow;
    }

    private Cell newCell(long nanos) {
        return newCell(spec, nanos, 0);
    }

    private Cell newCell(Pace pace, long nanos, double share) {
        return pace instanceof RateSpec rate
                ? new RateCell(rate, clock, alarm, nanos, share)
                : new PacedCell(pace, ceiling, clock, alarm, nanos, share);
    }
}
