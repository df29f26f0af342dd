package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.pressure.ScalableLimit;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how many calls pass per span of time. Its {@link Pace} says how they are counted. A caller may wait for
 * permits yet to come, first come first served. Thread-safe.
 *
 * <pre>
 * RateLimit limit = RateLimit.of("mail", WindowSpec.of(50, Duration.ofSeconds(1)), Clock.system());
 * if (limit.tryAcquire()) {
 *   send();
 * }
 * </pre>
 */
public abstract sealed class RateLimit implements ScalableLimit permits TokenBucket, PacedLimit {

    /** What is configured, and the share of it that is in force. */
    private record Scaled(Pace configured, double share) {

        Pace inForce() {
            return share >= 1 ? configured : configured.scaled(share);
        }
    }

    private final String name;
    private final Clock clock;
    private final Alarm alarm;
    private final Cell cell;
    private final RateMeters meters = new RateMeters();

    /** Null until something changes. Who replaces it has made the cell follow first, and begins again if overtaken. */
    private final AtomicReference<@Nullable Scaled> scaled = new AtomicReference<>();

    RateLimit(String name, Clock clock, Alarm alarm, Cell cell) {
        this.name = name;
        this.clock = clock;
        this.alarm = alarm;
        this.cell = cell;
    }

    /**
     * A limit of that pace, all permits unspent, with an alarm thread of its own, which starts with the first {@link
     * #acquireLater} that waits.
     *
     * @param name who refuses, for messages and meters
     */
    public static RateLimit of(String name, Pace pace, Clock clock) {
        return of(name, pace, clock, new AlarmThread(clock));
    }

    /** A limit of that pace; {@code alarm} rings for callers that wait without a thread. */
    public static RateLimit of(String name, Pace pace, Clock clock, Alarm alarm) {
        return of(name, pace, clock, alarm, 0);
    }

    private static RateLimit of(String name, Pace pace, Clock clock, Alarm alarm, double share) {
        long now = clock.nanos();
        return pace instanceof RateSpec bucket
                ? new TokenBucket(name, clock, alarm, new RateCell(bucket, clock, alarm, now, share))
                : new PacedLimit(name, clock, alarm, new PacedCell(pace, clock, alarm, now, share));
    }

    /** The name given at construction. */
    public final String name() {
        return name;
    }

    /** The limit in force; lower than configured while this limit is {@linkplain #scale scaled} down. */
    public abstract Pace spec();

    /** The limit by configuration. */
    public final Pace configured() {
        return held().configured;
    }

    private Scaled held() {
        Scaled held = scaled.get();
        return held == null ? new Scaled(spec(), 1) : held;
    }

    /** Permits that can be spent now; negative by those that waiting callers have spent in advance. */
    public final long availablePermits() {
        return cell.availablePermits(clock.nanos());
    }

    /** Callers that wait for their turn. */
    public final int waiting() {
        return cell.waiting();
    }

    /** Spends a permit if one is there. */
    public abstract boolean tryAcquire();

    /**
     * Spends so many permits if they are there, all or none.
     *
     * @throws IllegalArgumentException if {@code permits} is below 1
     */
    public final boolean tryAcquire(long permits) {
        return cell.admit(clock.nanos(), checked(permits)) >= 0;
    }

    /** As {@link #acquire(long, Duration)} with one permit. */
    public final void acquire(Duration maxWait) throws InterruptedException {
        acquire(1, maxWait);
    }

    /**
     * Spends so many permits, and waits up to {@code maxWait} for them. Where the wait would be longer the call fails at
     * once; a wait that was begun is cut short only by an interrupt, or by a change to a lower rate. An interrupt matters
     * only to a caller that must wait, and costs no permit.
     *
     * @throws RateLimitedException if the permits are not there in time
     * @throws InterruptedException if the wait was interrupted
     */
    public final void acquire(long permits, Duration maxWait) throws InterruptedException {
        long limit = RateSpec.nanos(maxWait);
        long answer = cell.await(clock.nanos(), checked(permits), limit);
        if (answer == Gate.INTERRUPTED && Thread.interrupted()) {
            throw new InterruptedException(refusal(answer, limit).getMessage());
        }
        if (answer < 0) {
            throw refusal(answer, limit);
        }
    }

    /** As {@link #acquireLater(long, Duration)} with one permit. */
    public final CompletableFuture<@Nullable Void> acquireLater(Duration maxWait) {
        return acquireLater(1, maxWait);
    }

    /**
     * As {@link #acquire(long, Duration)}, but parks no thread: the future completes when the permits are there, in the
     * alarm's thread if it has to wait, and fails with {@link RateLimitedException} if that would take too long.
     * Cancelling it gives the place up, and those behind move forward.
     */
    public final CompletableFuture<@Nullable Void> acquireLater(long permits, Duration maxWait) {
        long limit = RateSpec.nanos(maxWait);
        FutureTurn turn = new FutureTurn(answer -> refusal(answer, limit));
        long answer = cell.awaitLater(clock.nanos(), checked(permits), limit, turn);
        if (answer != Gate.PENDING) {
            turn.done(answer);
        }
        return turn;
    }

    /**
     * Changes the limit. What has been saved, or is owed, stays in proportion, so that a change gives nothing away;
     * waiting callers keep their order and wait for their permits at the new pace, and those for whom this takes longer
     * than they would wait are refused.
     *
     * @throws IllegalArgumentException if this limit cannot take that pace: a {@link TokenBucket} takes a {@link RateSpec}
     *     only, and nothing else takes that; see {@link #changedTo}
     */
    public final void change(Pace pace) {
        change(pace, Inherit.PROPORTIONALLY);
    }

    /** As {@link #change(Pace)}, and says what becomes of saved permits. */
    public final void change(Pace pace, Inherit how) {
        if (!configure(pace, how)) {
            throw new IllegalArgumentException("[rate-kind] " + name + " is limited to " + spec()
                    + " and cannot become " + pace + "; use changedTo, which answers another limit");
        }
    }

    /**
     * This limit after {@link #change(Pace, Inherit)}, or, where that is impossible, another of the same name which has
     * inherited what this one has granted. Those who wait at this one then go at their old slots, and count as granted.
     */
    public final RateLimit changedTo(Pace pace, Inherit how) {
        if (configure(pace, how)) {
            return this;
        }
        double share = how.share(cell.spentShare(clock.nanos()), spec().most(), pace.most());
        return of(name, pace, clock, alarm, share);
    }

    /**
     * Lets through this share of what is configured, and nothing saved or owed is given away: see {@link #change(Pace)}.
     */
    @Override
    public final void scale(double share) {
        Scaled seen;
        Scaled next;
        do {
            seen = scaled.get();
            next = new Scaled((seen == null ? held() : seen).configured, share);
            adopt(next.inForce(), Inherit.PROPORTIONALLY);
        } while (!scaled.compareAndSet(seen, next));
    }

    private boolean configure(Pace pace, Inherit how) {
        Scaled seen;
        Scaled next;
        do {
            seen = scaled.get();
            next = new Scaled(pace, seen == null ? 1 : seen.share);
            if (!adopt(next.inForce(), how)) {
                return false;
            }
        } while (!scaled.compareAndSet(seen, next));
        return true;
    }

    /** False if this limit cannot take that pace. */
    abstract boolean adopt(Pace pace, Inherit how);

    /** A gate that puts calls through this limit, one permit each; {@code maxWait} zero refuses at once. */
    public final Gate gate(Duration maxWait) {
        return gate(RateSpec.nanos(maxWait));
    }

    abstract Gate gate(long maxWaitNanos);

    final Clock clock() {
        return clock;
    }

    final RateMeters meters() {
        return meters;
    }

    private RateLimitedException refusal(long answer, long maxWait) {
        return refusal(answer, name, maxWait);
    }

    final RateLimitedException refusal(long answer, String method, long maxWait) {
        Pace pace = spec();
        return new RateLimitedException(answer, method, method, name, pace, pace.permits(), maxWait);
    }

    private static long checked(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("[rate-permits] asked for " + permits + " permits; ask for at least 1");
        }
        return permits;
    }
}
