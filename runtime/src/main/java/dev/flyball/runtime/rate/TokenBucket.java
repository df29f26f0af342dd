package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit: permits come back at a steady pace, and up to a burst of them can be saved. It starts full. In any span
 * {@code d} of its clock it gives at most {@code burst + d / per * permits}, whatever the threads do; a caller may wait
 * for permits yet to come, first come first served. The algorithm is GCRA (ITU-T I.371). Thread-safe; spending takes one
 * reading of the clock and one compare-and-set, and no lock.
 *
 * <pre>
 * TokenBucket bucket = new TokenBucket("mail", RateSpec.of(50, Duration.ofSeconds(1)), Clock.system());
 * if (bucket.tryAcquire()) {
 *   send();
 * }
 * </pre>
 */
public final class TokenBucket {

    private final String name;
    private final Clock clock;
    private final RateCell cell;
    private final RateMeters meters = new RateMeters();

    /**
     * A full bucket with an alarm thread of its own, which starts with the first {@link #acquireLater} that waits.
     *
     * @param name who refuses, for messages and meters
     */
    public TokenBucket(String name, RateSpec spec, Clock clock) {
        this(name, spec, clock, new AlarmThread(clock));
    }

    /** A full bucket; {@code alarm} rings for callers that wait without a thread. */
    public TokenBucket(String name, RateSpec spec, Clock clock, Alarm alarm) {
        this.name = name;
        this.clock = clock;
        this.cell = new RateCell(spec, clock, alarm, clock.nanos());
    }

    /** The name given at construction. */
    public String name() {
        return name;
    }

    /** The limit in force. */
    public RateSpec spec() {
        return cell.spec();
    }

    /** Permits that can be spent now; negative by those that waiting callers have spent in advance. */
    public long availablePermits() {
        return cell.availablePermits(clock.nanos());
    }

    /** Callers that wait for their turn. */
    public int waiting() {
        return cell.waiting();
    }

    /** Spends a permit if one is there. */
    public boolean tryAcquire() {
        return cell.admit(clock.nanos()) >= 0;
    }

    /**
     * Spends so many permits if they are there, all or none.
     *
     * @throws IllegalArgumentException if {@code permits} is below 1
     */
    public boolean tryAcquire(long permits) {
        return cell.admit(clock.nanos(), checked(permits)) >= 0;
    }

    /** As {@link #acquire(long, Duration)} with one permit. */
    public void acquire(Duration maxWait) throws InterruptedException {
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
    public void acquire(long permits, Duration maxWait) throws InterruptedException {
        long limit = RateSpec.nanos(maxWait);
        long answer = cell.await(clock.nanos(), checked(permits), limit);
        if (answer == Gate.INTERRUPTED && Thread.interrupted()) {
            throw new InterruptedException(refusal(answer, limit).getMessage());
        }
        if (answer < 0) {
            throw refusal(answer, limit);
        }
    }

    /**
     * As {@link #acquire(Duration)}, but parks no thread: the future completes when the permit is there, in the alarm's
     * thread if it has to wait, and fails with {@link RateLimitedException} if that would take too long. Cancelling it
     * gives the place up, and those behind move forward.
     */
    public CompletableFuture<@Nullable Void> acquireLater(Duration maxWait) {
        long limit = RateSpec.nanos(maxWait);
        FutureTurn turn = new FutureTurn(answer -> refusal(answer, limit));
        long answer = cell.awaitLater(clock.nanos(), 1, limit, turn);
        if (answer != Gate.PENDING) {
            turn.done(answer);
        }
        return turn;
    }

    /**
     * Changes the limit. What has been saved, or is owed, stays in proportion to the burst, so that a change gives
     * nothing away; waiting callers keep their order and wait for their permits at the new pace, and those for whom this
     * takes longer than they would wait are refused.
     */
    public void change(RateSpec spec) {
        cell.change(spec);
    }

    RateCell cell() {
        return cell;
    }

    RateMeters meters() {
        return meters;
    }

    private RateLimitedException refusal(long answer, long maxWait) {
        return new RateLimitedException(answer, name, name, name, spec(), maxWait);
    }

    private static long checked(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("[rate-permits] asked for " + permits + " permits; ask for at least 1");
        }
        return permits;
    }
}
