package dev.flyball.runtime.time;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alarm that rings in the thread that moves its clock, in order of deadline, then of request. A deadline that has
 * passed rings at once in the thread that asks. Thread-safe.
 */
public final class ManualAlarm implements Alarm {

    private final ManualClock clock;
    private final List<Entry> entries = new ArrayList<>();

    /** Rings as {@code clock} moves. */
    public ManualAlarm(ManualClock clock) {
        this.clock = clock;
        clock.add(this);
    }

    @Override
    public Pending at(long deadline, Runnable task) {
        Entry entry = new Entry(deadline, task);
        if (deadline - clock.nanos() <= 0) {
            task.run();
            return () -> false;
        }
        synchronized (entries) {
            entries.add(entry);
        }
        return () -> take(entry);
    }

    /** How many callbacks are still to come. */
    public int pending() {
        synchronized (entries) {
            return entries.size();
        }
    }

    @Nullable
    Entry firstUntil(long until) {
        synchronized (entries) {
            Entry first = null;
            for (Entry entry : entries) {
                if (entry.deadline - until <= 0 && (first == null || entry.deadline - first.deadline < 0)) {
                    first = entry;
                }
            }
            return first;
        }
    }

    void ring(Entry entry) {
        if (take(entry)) {
            entry.task.run();
        }
    }

    private boolean take(Entry entry) {
        synchronized (entries) {
            return entries.remove(entry);
        }
    }

    /** A class, not a record: two equal requests are still two. */
    static final class Entry {
        private final long deadline;
        private final Runnable task;

        Entry(long deadline, Runnable task) {
            this.deadline = deadline;
            this.task = task;
        }

        long deadline() {
            return deadline;
        }
    }
}
