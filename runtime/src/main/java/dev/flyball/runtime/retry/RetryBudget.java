package dev.flyball.runtime.retry;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The tokens that retries are paid with, so that a failing callee is not also flooded: every call earns a little, time
 * earns some, each retry costs one. The idea is Finagle's {@code RetryBudget}. Over any time there are at most
 * {@code capacity + perCall * calls + perSecond * seconds} retries. Starts full. Thread-safe.
 *
 * <p>All of it is one {@code long}. One token is the time that earns one; the word holds the instant at which the budget
 * would have been empty, so the tokens are the time since then. A call moves that instant back, a retry moves it on, and
 * the clock does the rest. A budget that is full again is marked {@code FULL}, which a call finds by one volatile read.
 * Every other access is a compare-and-set from what was read.
 */
public final class RetryBudget {

    private static final long FULL = Long.MIN_VALUE;

    private final long token;
    private final long capacity;
    private final long earnedByCall;
    private final AtomicLong emptyAt = new AtomicLong(FULL);

    /** 20 tokens, a fifth of a token per call, one per second. */
    public RetryBudget() {
        this(20, 0.2, 1);
    }

    /**
     * @param capacity the most tokens it holds, at least 1
     * @param perCall the tokens that a call earns, 0 to 1
     * @param perSecond the tokens that a second earns, above 0
     */
    public RetryBudget(int capacity, double perCall, double perSecond) {
        Checks.that(capacity >= 1 && capacity <= 1_000_000, "capacity", capacity, "1 to 1000000");
        Checks.that(perCall >= 0 && perCall <= 1, "perCall", perCall, "0 to 1");
        Checks.that(perSecond >= 0.001 && perSecond <= 1e6, "perSecond", perSecond, "0.001 to 1000000");
        this.token = (long) Math.ceil(1e9 / perSecond);
        this.capacity = capacity * token;
        this.earnedByCall = (long) (perCall * token);
    }

    /** Adds what a call earns. */
    public void earn(long now) {
        long seen = emptyAt.get();
        while (seen != FULL) {
            long earlier = seen - earnedByCall;
            long next = now - earlier >= capacity ? FULL : earlier;
            long found = emptyAt.compareAndExchange(seen, next);
            if (found == seen) {
                return;
            }
            seen = found;
        }
    }

    /** Takes a token for a retry; false if there is none. */
    public boolean spend(long now) {
        long seen = emptyAt.get();
        while (true) {
            long from = seen == FULL || now - seen >= capacity ? now - capacity : seen;
            if (now - from < token) {
                return false;
            }
            long found = emptyAt.compareAndExchange(seen, from + token);
            if (found == seen) {
                return true;
            }
            seen = found;
        }
    }

    /** How many retries it could pay for now. */
    public double tokens(long now) {
        long seen = emptyAt.get();
        long credit = seen == FULL ? capacity : Math.max(0, Math.min(capacity, now - seen));
        return (double) credit / token;
    }
}
