package dev.flyball.runtime.breaker;

import dev.flyball.runtime.time.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the last span of time, in slices of equal width that end at whole multiples of it on the clock. The
 * window is the slice in progress and the {@code slices - 1} before it.
 *
 * <p>The slices that calls ended in are a list, newest first. Who finds the newest over puts another before it by one
 * compare-and-set of {@code newest} (volatile), and cuts off what has become too old; a thread that loses this race has
 * lost nothing, and uses the winner's. Nobody waits, and nothing is cleared: a slice that a jump of the clock left behind
 * is known by its number. So the only allocation is one slice per width. A reading from before the newest slice, by a
 * clock that stepped back or a thread that was slow, counts in the newest.
 *
 * <p>The counts are the slices' own, which only grow: exact when no call is adding, and never negative. Who is late by a
 * whole window adds to a slice that nobody reads any more, which is where its outcome belongs.
 *
 * <p>A verdict can become due by a bad outcome; by one that completes the minimum; and by good ones growing too old,
 * which the first call of each slice finds out. All other calls are good ones more, and look no further: one atomic
 * addition is all they do. Who adds to a slice that is no longer the newest was not counted in its {@code callsBefore},
 * and always looks. As every call reads the counts after it raised them, the last of several sees them all.
 */
final class TimeWindow extends Window {

    private static final VarHandle NEWEST =
            Words.field(MethodHandles.lookup(), TimeWindow.class, "newest", Slice.class);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int FEWEST = 10;
    private static final int MOST = 3600;

    private final Clock clock;
    private final long span;
    private final int minimum;
    private final long width;
    private final long slices;
    private final long origin;
    private volatile Slice newest;

    private TimeWindow(Clock clock, long span, int minimum) {
        this.clock = clock;
        this.span = span;
        this.minimum = minimum;
        this.width = width(span);
        this.slices = (span - 1) / width + 1;
        long now = clock.nanos();
        this.origin = now - Math.floorMod(now, width);
        this.newest = new Slice(0, origin + width, 0, null);
    }

    /** Made through here alone, so that a program without time windows never loads this class. */
    static Window of(Clock clock, long span, int minimum) {
        return new TimeWindow(clock, span, minimum);
    }

    /** A second; a tenth of a shorter span, a 3600th of a longer one. */
    private static long width(long span) {
        return span < FEWEST * SECOND ? (span - 1) / FEWEST + 1 : Math.max(SECOND, (span - 1) / MOST + 1);
    }

    @Override
    boolean add(int outcome, long now) {
        long time = now == 0 ? clock.nanos() : now;
        Slice slice = newest;
        if (time - slice.end >= 0) {
            slice = roll(time);
        }
        long calls = slice.add(outcome);
        return outcome != Outcome.OK || calls == 1 || slice.callsBefore + calls <= minimum || slice != newest;
    }

    private Slice roll(long time) {
        for (; ; ) {
            Slice seen = newest;
            if (time - seen.end < 0) {
                return seen;
            }
            Slice fresh = after(seen, (time - origin) / width);
            if (NEWEST.compareAndSet(this, seen, fresh)) {
                cut(fresh);
                return fresh;
            }
        }
    }

    private Slice after(@Nullable Slice seen, long number) {
        long calls = sum(seen, number).calls();
        Slice previous = seen == null || isOver(seen, number) ? null : seen;
        return new Slice(number, origin + (number + 1) * width, calls, previous);
    }

    private void cut(Slice fresh) {
        Slice last = fresh;
        for (Slice next = last.previous(); next != null && !isOver(next, fresh.number); next = next.previous()) {
            last = next;
        }
        last.cut();
    }

    /** Whether a slice has left the window when slice {@code number} is in progress. */
    private boolean isOver(Slice slice, long number) {
        return slice.number <= number - slices;
    }

    @Override
    Tally tally(long now) {
        long time = now == 0 ? clock.nanos() : now;
        Slice first = newest;
        return sum(first, time - first.end < 0 ? first.number : (time - origin) / width);
    }

    private Tally sum(@Nullable Slice first, long number) {
        long calls = 0;
        long failed = 0;
        long slow = 0;
        for (Slice slice = first; slice != null && !isOver(slice, number); slice = slice.previous()) {
            Tally tally = slice.tally();
            calls += tally.calls();
            failed += tally.failed();
            slow += tally.slow();
        }
        return new Tally(calls, failed, slow);
    }

    @Override
    Window under(Rules others) {
        if (!(others.spec.window() instanceof BreakerWindow.Span)) {
            return others.emptyWindow();
        }
        long wanted = others.windowNanos();
        if (wanted == span && others.windowMinimum() == minimum) {
            return this;
        }
        TimeWindow other = new TimeWindow(clock, wanted, others.windowMinimum());
        other.takeOver(this);
        return other;
    }

    /** Slices of another width go where they began; before anybody else knows this window. */
    private void takeOver(TimeWindow old) {
        Deque<Slice> oldestFirst = new ArrayDeque<>();
        for (Slice slice = old.newest; slice != null; slice = slice.previous()) {
            oldestFirst.push(slice);
        }
        Slice last = null;
        for (Slice slice : oldestFirst) {
            long number = Math.floorDiv(slice.end - old.width - origin, width);
            if (last == null || number > last.number) {
                last = after(last, number);
            }
            last.addAll(slice);
        }
        newest = last == null || last.number < 0 ? after(last, 0) : last;
    }
}
