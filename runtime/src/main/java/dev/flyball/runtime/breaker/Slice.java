package dev.flyball.runtime.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of one slice of a {@link TimeWindow}, and the way to the slice before it.
 *
 * <p>Every call that ends in it raises {@code calls}, then {@code failed} or {@code slow} where it was so (getAndAdd,
 * volatile). Readers look at {@code calls} last, so they never find more bad calls than calls. {@code previous} is cut
 * off once, volatile, by the roller that finds all further ones too old.
 */
final class Slice {

    private static final VarHandle CALLS = Words.longField(MethodHandles.lookup(), Slice.class, "calls");
    private static final VarHandle FAILED = Words.longField(MethodHandles.lookup(), Slice.class, "failed");
    private static final VarHandle SLOW = Words.longField(MethodHandles.lookup(), Slice.class, "slow");

    final long number;
    /** The clock's reading at which the next slice begins. */
    final long end;
    /** The calls in the window's older slices when this one began; a few may have come to them since. */
    final long callsBefore;

    private volatile @Nullable Slice previous;
    private volatile long calls;
    private volatile long failed;
    private volatile long slow;

    Slice(long number, long end, long callsBefore, @Nullable Slice previous) {
        this.number = number;
        this.end = end;
        this.callsBefore = callsBefore;
        this.previous = previous;
    }

    /** Counts one outcome, and tells how many calls this slice has now. */
    long add(int outcome) {
        long now = (long) CALLS.getAndAdd(this, 1L) + 1;
        if ((outcome & Outcome.FAILED) != 0) {
            FAILED.getAndAdd(this, 1L);
        }
        if ((outcome & Outcome.SLOW) != 0) {
            SLOW.getAndAdd(this, 1L);
        }
        return now;
    }

    /** Counts all that another slice holds. */
    void addAll(Slice other) {
        Tally tally = other.tally();
        CALLS.getAndAdd(this, tally.calls());
        FAILED.getAndAdd(this, tally.failed());
        SLOW.getAndAdd(this, tally.slow());
    }

    Tally tally() {
        long failedSoFar = failed;
        long slowSoFar = slow;
        return new Tally(calls, failedSoFar, slowSoFar);
    }

    @Nullable
    Slice previous() {
        return previous;
    }

    void cut() {
        previous = null;
    }
}
