package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a {@link TaskGroup}. Immutable; start from {@link #DEFAULT} and change what you mean to.
 *
 * @param policy when the group ends before all of its tasks have
 * @param limit tasks that may run at once, at least 1
 * @param deadline how long after its opening the group ends, at once if not positive; null for never
 * @param executor what runs the tasks; null for virtual threads where the JVM has them, else a shared pool of daemons
 * @param clock what the deadline is measured with
 * @param alarm what rings at the deadline, on the same clock
 */
public record GroupSpec(
        GroupPolicy policy,
        int limit,
        @Nullable Duration deadline,
        @Nullable Executor executor,
        Clock clock,
        Alarm alarm) {

    /** As many at once as there are; the first failure ends the group; no deadline. */
    public static final GroupSpec DEFAULT =
            new GroupSpec(GroupPolicy.FIRST_FAILURE, Integer.MAX_VALUE, null, null, Clock.system(), Threads.alarm());

    public GroupSpec {
        Ranges.atLeastOne(limit, "limit");
    }

    public GroupSpec withPolicy(GroupPolicy newPolicy) {
        return new GroupSpec(newPolicy, limit, deadline, executor, clock, alarm);
    }

    public GroupSpec withLimit(int tasksAtOnce) {
        return new GroupSpec(policy, tasksAtOnce, deadline, executor, clock, alarm);
    }

    public GroupSpec withDeadline(Duration afterOpening) {
        return new GroupSpec(policy, limit, afterOpening, executor, clock, alarm);
    }

    public GroupSpec withExecutor(Executor threads) {
        return new GroupSpec(policy, limit, deadline, threads, clock, alarm);
    }

    /** Another clock, and an alarm that rings by it. */
    public GroupSpec withTime(Clock newClock, Alarm newAlarm) {
        return new GroupSpec(policy, limit, deadline, executor, newClock, newAlarm);
    }
}
