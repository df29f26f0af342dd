package dev.flyball.runtime.pressure;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task again and again while somebody watches: every 250 ms while it is told that things are tense, else every
 * second, or after pauses that it is told. Fields are guarded by this object's monitor, which is never held while the task runs. {@code turn} counts
 * beginnings: a task that ends after the last watcher left and another came must not ask for a second alarm.
 */
public final class Ticker {

    /** The pause where nothing is wrong, in nanoseconds. */
    public static final long CALM = TimeUnit.SECONDS.toNanos(1);
    /** The pause where something is, in nanoseconds. */
    public static final long TENSE = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long FULL = TimeUnit.MILLISECONDS.toNanos(20);

    private final Clock clock;
    private final Alarm alarm;
    private final Runnable task;
    private final LongSupplier pause;
    private int watchers;
    private int turn;
    private Alarm.@Nullable Pending pending;

    Ticker(Clock clock, Alarm alarm, Runnable task, BooleanSupplier tense) {
        this(clock, alarm, task, () -> tense.getAsBoolean() ? TENSE : CALM);
    }

    /**
     * Nobody watches yet.
     *
     * @param task run on the alarm's thread, which it must not keep
     * @param pause nanoseconds until the next time, asked after each
     */
    public Ticker(Clock clock, Alarm alarm, Runnable task, LongSupplier pause) {
        this.clock = clock;
        this.alarm = alarm;
        this.task = task;
        this.pause = pause;
    }

    /** One more watches; the handle, closed once or more often, ends that. */
    public Registration watch() {
        synchronized (this) {
            watchers++;
            if (pending == null) {
                turn++;
                arm(TENSE);
            }
        }
        AtomicBoolean watching = new AtomicBoolean(true);
        return () -> {
            if (watching.compareAndSet(true, false)) {
                leave();
            }
        };
    }

    /** How many watch. */
    public synchronized int watchers() {
        return watchers;
    }

    private synchronized void leave() {
        watchers--;
        Alarm.Pending due = pending;
        if (watchers == 0 && due != null) {
            due.cancel();
            pending = null;
        }
    }

    private void tick(int mine) {
        try {
            task.run();
        } finally {
            again(mine);
        }
    }

    /**
     * Asks for the next alarm until it is granted: without memory for it there would be none ever again, and what was
     * found last, an emergency most likely, would stay in force for ever. Others on this thread could not ask either.
     */
    private void again(int mine) {
        for (boolean asked = false; !asked; ) {
            try {
                long after = pause.getAsLong();
                synchronized (this) {
                    if (watchers > 0 && turn == mine) {
                        arm(after);
                    }
                }
                asked = true;
            } catch (OutOfMemoryError full) {
                clock.parkUntil(this, clock.nanos() + FULL);
            }
        }
    }

    private void arm(long after) {
        int mine = turn;
        pending = alarm.at(clock.nanos() + after, () -> tick(mine));
    }
}
