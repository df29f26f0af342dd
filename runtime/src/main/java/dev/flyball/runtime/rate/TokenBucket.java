package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit: permits come back at a steady pace, and up to a burst of them can be saved. It starts full. In any span
 * {@code d} of its clock it gives at most {@code burst + d / per * permits}, whatever the threads do; a caller may wait
 * for permits yet to come, first come first served.
 *
 * <p>Thread-safe. Spending takes one compare-and-set on one word ({@link Gcra}). {@code word} is replaced, under the
 * lock, when the spec changes: the old one is closed first, so that nobody spends from both. The lock guards the line of
 * waiting callers, the alarm and every change to the word that is not an admission; an admission never takes it.
 *
 * <pre>
 * TokenBucket bucket = new TokenBucket("mail", RateSpec.of(50, Duration.ofSeconds(1)), Clock.system());
 * if (bucket.tryAcquire()) { send(); }
 * </pre>
 */
public final class TokenBucket {

    /** An answer beside those of {@link Gate}: this bucket was idle and has been forgotten; look its key up again. */
    static final long GONE = Gate.PENDING + 1;

    private static final long LONGEST_WAIT_NANOS = RateSpec.LONGEST >> RateSpec.TICK_BITS;

    private final String name;
    private final Clock clock;
    private final Alarm alarm;
    private final RateMeters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private final SlotLine line = new SlotLine();
    private volatile Gcra word;

    /** The longest wait that anybody was granted, in ticks: nobody can owe more than a span and this. */
    private volatile long longestWait;

    private volatile boolean retired;
    private boolean armed;
    private long armedAt;

    /**
     * A full bucket with an alarm thread of its own, which starts with the first {@link #acquireLater}.
     *
     * @param name who refuses, for messages and meters
     */
    public TokenBucket(String name, RateSpec spec, Clock clock) {
        this(name, spec, clock, new AlarmThread(clock));
    }

    /** A full bucket; {@code alarm} rings for callers that wait without a thread. */
    public TokenBucket(String name, RateSpec spec, Clock clock, Alarm alarm) {
        this(name, spec, clock, alarm, clock.nanos(), new RateMeters());
    }

    TokenBucket(String name, RateSpec spec, Clock clock, Alarm alarm, long now, RateMeters meters) {
        this.meters = meters;
        this.name = name;
        this.clock = clock;
        this.alarm = alarm;
        this.word = new Gcra(spec, now, 0);
    }

    /** The name given at construction. */
    public String name() {
        return name;
    }

    RateMeters meters() {
        return meters;
    }

    Clock clock() {
        return clock;
    }

    /** The limit in force. */
    public RateSpec spec() {
        return word.spec;
    }

    /** Permits that can be spent now; negative by those that waiting callers have spent in advance. */
    public long availablePermits() {
        Gcra current = word;
        long lead = Math.max(current.tat() - current.ticks(clock.nanos()), 0);
        return Math.floorDiv(current.span - lead, current.interval);
    }

    /** Callers that wait for their turn. */
    public int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    /** Spends a permit if one is there. */
    public boolean tryAcquire() {
        return admit(clock.nanos()) >= 0;
    }

    /**
     * Spends so many permits if they are there, all or none.
     *
     * @throws IllegalArgumentException if {@code permits} is below 1
     */
    public boolean tryAcquire(long permits) {
        return admit(clock.nanos(), checked(permits)) >= 0;
    }

    /** As {@link #acquire(long, Duration)} with one permit. */
    public void acquire(Duration maxWait) throws InterruptedException {
        acquire(1, maxWait);
    }

    /**
     * Spends so many permits, and waits up to {@code maxWait} for them. Where the wait would be longer the call fails at
     * once; a wait that was begun is only cut short by an interrupt, or by a change to a lower rate. An interrupt matters
     * only to a caller that must wait, and costs no permit.
     *
     * @throws RateLimitedException if the permits are not there in time
     * @throws InterruptedException if the wait was interrupted
     */
    public void acquire(long permits, Duration maxWait) throws InterruptedException {
        long limit = nanos(maxWait);
        long answer = await(clock.nanos(), checked(permits), limit);
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
        long limit = nanos(maxWait);
        FutureTurn turn = new FutureTurn(answer -> refusal(answer, limit));
        long answer = awaitLater(clock.nanos(), 1, limit, turn);
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
        List<SlotWaiter> answered = new ArrayList<>();
        lock.lock();
        try {
            Gcra old = word;
            if (retired || old.spec.equals(spec)) {
                return;
            }
            long nanos = clock.nanos();
            long now = old.ticks(nanos);
            line.release(old, now, answered);
            long tat = old.close();
            Gcra next = new Gcra(spec, old.readingAt(0), now);
            long owed = Math.min(Math.max(line.base(old, tat) - now, 0), old.span);
            long end = line.relay(next, now + inProportion(owed, old.span, next.span), now, answered);
            next.replace(now, end);
            word = next;
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
    }

    /** Rounded up: a rounding error must not be a gift. */
    private static long inProportion(long owed, long span, long newSpan) {
        BigInteger whole = BigInteger.valueOf(owed).multiply(BigInteger.valueOf(newSpan));
        return whole.add(BigInteger.valueOf(span - 1))
                .divide(BigInteger.valueOf(span))
                .longValueExact();
    }

    /** Spends a permit at a reading of the clock, or answers as {@link Gate#admit} does. */
    long admit(long nanos) {
        Gcra current = word;
        long missing = current.take(current.ticks(nanos), current.interval);
        return missing == 0 ? Gate.ADMITTED : refuse(current, nanos, 1, missing);
    }

    /** Spends permits at a reading of the clock, or answers as {@link Gate#admit} does. */
    long admit(long nanos, long permits) {
        Gcra current = word;
        if (permits > current.spec.burst()) {
            return retired ? GONE : Gate.NEVER;
        }
        long missing = current.take(current.ticks(nanos), permits * current.interval);
        return missing == 0 ? Gate.ADMITTED : refuse(current, nanos, permits, missing);
    }

    private long refuse(Gcra current, long nanos, long permits, long missing) {
        if (missing == Gcra.CLOSED) {
            return afterChange() ? admit(nanos, permits) : GONE;
        }
        long owed = missing + current.span - permits * current.interval;
        if (owed > current.span + longestWait) {
            return withoutExcess(permits);
        }
        return Gate.refusedFor(Gcra.nanosUp(missing));
    }

    /** Waits for the change that closed a word; false if none follows because this bucket was retired. */
    private boolean afterChange() {
        lock.lock();
        try {
            return !retired;
        } finally {
            lock.unlock();
        }
    }

    /**
     * More seems to be owed than anybody can have been granted. Either the caller's reading is old and others have spent
     * since: then nothing is wrong. Or the clock went back: then the excess is struck out, lest the bucket stay shut for
     * as long as the step. The word is read before the clock is asked, so that what others spent cannot be the reason.
     */
    private long withoutExcess(long permits) {
        lock.lock();
        try {
            Gcra current = word;
            if (retired) {
                return GONE;
            }
            long tat = current.tat();
            long nanos = clock.nanos();
            long excess = tat - current.ticks(nanos) - current.span - longestWait;
            if (excess > 0) {
                line.cut(current, excess, tat);
            }
            long missing = current.take(current.ticks(nanos), permits * current.interval);
            return missing == 0 ? Gate.ADMITTED : Gate.refusedFor(Gcra.nanosUp(missing));
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #admit(long, long)}, but parks the thread up to {@code maxWait} nanoseconds for its slot. */
    long await(long nanos, long permits, long maxWait) {
        long answer = admit(nanos, permits);
        if (!worthWaiting(answer, maxWait)) {
            return answer;
        }
        if (Thread.currentThread().isInterrupted()) {
            return Gate.INTERRUPTED;
        }
        SlotWaiter waiter = SlotWaiter.parked(permits, giveUpAt(nanos, maxWait));
        answer = join(waiter, nanos, maxWait);
        return answer == Gate.PENDING ? park(waiter) : answer;
    }

    /** As {@link #await}, but answers {@link Gate#PENDING} and tells {@code turn} later. */
    long awaitLater(long nanos, long permits, long maxWait, Turn turn) {
        long answer = admit(nanos, permits);
        if (!worthWaiting(answer, maxWait)) {
            return answer;
        }
        SlotWaiter waiter = SlotWaiter.staged(permits, giveUpAt(nanos, maxWait), turn);
        answer = join(waiter, nanos, maxWait);
        if (answer == Gate.PENDING) {
            turn.onCancel(() -> leave(waiter));
            arm();
        }
        return answer;
    }

    private static boolean worthWaiting(long answer, long maxWait) {
        return answer < 0 && answer > GONE && Gate.retryAfter(answer) <= maxWait;
    }

    private long giveUpAt(long nanos, long maxWait) {
        return word.ticks(nanos) + (maxWait << RateSpec.TICK_BITS);
    }

    private long join(SlotWaiter waiter, long nanos, long maxWait) {
        ring(nanos); // lets those go who are late, so that nobody passes them
        lock.lock();
        try {
            if (retired) {
                return GONE;
            }
            longestWait = Math.max(longestWait, maxWait << RateSpec.TICK_BITS);
            return line.join(word, waiter, word.ticks(nanos));
        } finally {
            lock.unlock();
        }
    }

    private long park(SlotWaiter waiter) {
        while (waiter.answer == Gate.PENDING) {
            if (Thread.currentThread().isInterrupted() && leave(waiter)) {
                return Gate.INTERRUPTED;
            }
            clock.parkUntil(this, word.readingAt(waiter.slot));
            ring(clock.nanos());
        }
        return waiter.answer;
    }

    /** Takes a caller out of the line; false if its slot has come. */
    private boolean leave(SlotWaiter waiter) {
        List<SlotWaiter> answered = new ArrayList<>();
        boolean left;
        lock.lock();
        try {
            line.release(word, word.ticks(clock.nanos()), answered);
            left = waiter.answer == Gate.PENDING;
            if (left) {
                line.leave(word, waiter);
            }
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
        return left;
    }

    private void ring(long nanos) {
        List<SlotWaiter> answered = new ArrayList<>();
        lock.lock();
        try {
            line.release(word, word.ticks(nanos), answered);
        } finally {
            lock.unlock();
        }
        SlotWaiter.tell(answered);
        arm();
    }

    /** Sees to it that the alarm rings for the first slot, if somebody in the line has no thread to look for himself. */
    private void arm() {
        long at;
        lock.lock();
        try {
            if (!line.needsAlarm()) {
                return;
            }
            at = word.readingAt(line.firstSlot());
            if (armed && at - armedAt >= 0) {
                return;
            }
            armed = true;
            armedAt = at;
        } finally {
            lock.unlock();
        }
        alarm.at(at, () -> alarmed(at));
    }

    private void alarmed(long at) {
        lock.lock();
        try {
            armed &= armedAt != at;
        } finally {
            lock.unlock();
        }
        ring(clock.nanos());
    }

    /** Puts this bucket out of use if it is full and nobody waits, so that forgetting it changes nothing. */
    boolean retireIfFull(long nanos) {
        if (!isFull(word, word.tat(), nanos) || !lock.tryLock()) {
            return false;
        }
        try {
            Gcra current = word;
            long tat = current.tat();
            boolean closed = line.isEmpty() && isFull(current, tat, nanos) && current.replace(tat, Gcra.CLOSED);
            retired |= closed;
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isFull(Gcra current, long tat, long nanos) {
        return tat != Gcra.CLOSED && tat - current.ticks(nanos) <= 0;
    }

    private RateLimitedException refusal(long answer, long maxWait) {
        return RateMessages.refusal(answer, name, name, name, spec(), maxWait);
    }

    private static long checked(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("[rate-permits] asked for " + permits + " permits; ask for at least 1");
        }
        return permits;
    }

    /** A wait as nanoseconds, at least 0 and at most what a bucket can reckon with. */
    static long nanos(Duration wait) {
        if (wait.isNegative()) {
            return 0;
        }
        return wait.compareTo(Duration.ofNanos(LONGEST_WAIT_NANOS)) > 0 ? LONGEST_WAIT_NANOS : wait.toNanos();
    }
}
