package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How much {@link Bounded} does at once, how long, and on which threads. Immutable; start from {@link #of} and change
 * what you mean to.
 *
 * @param workers tasks that run at once, at least 1
 * @param queue items that {@code process} reads ahead of the workers, at least 1; {@code gather} does not look at it
 * @param deadline after which all is cancelled, at once if not positive; null for never
 * @param executor what runs the tasks; null for virtual threads where the JVM has them, else a shared pool of daemons
 * @param clock what the deadline is measured with
 * @param alarm what rings at the deadline, on the same clock
 */
public record Bounds(
        int workers,
        int queue,
        @Nullable Duration deadline,
        @Nullable Executor executor,
        Clock clock,
        Alarm alarm) {

    /** Items that {@code process} reads ahead unless told otherwise. */
    public static final int DEFAULT_QUEUE = 100;

    public Bounds {
        Ranges.atLeastOne(workers, "maxWorkers");
        Ranges.atLeastOne(queue, "maxQueueSize");
    }

    /** So many tasks at once, {@link #DEFAULT_QUEUE} items read ahead, no deadline. */
    public static Bounds of(int workers) {
        return new Bounds(workers, DEFAULT_QUEUE, null, null, Clock.system(), Threads.alarm());
    }

    public Bounds withQueue(int items) {
        return new Bounds(workers, items, deadline, executor, clock, alarm);
    }

    public Bounds withDeadline(Duration fromNow) {
        return new Bounds(workers, queue, fromNow, executor, clock, alarm);
    }

    public Bounds withExecutor(Executor threads) {
        return new Bounds(workers, queue, deadline, threads, clock, alarm);
    }

    /** Another clock, and an alarm that rings by it. */
    public Bounds withTime(Clock newClock, Alarm newAlarm) {
        return new Bounds(workers, queue, deadline, executor, newClock, newAlarm);
    }
}
