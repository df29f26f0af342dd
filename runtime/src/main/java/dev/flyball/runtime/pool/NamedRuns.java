package dev.flyball.runtime.pool;

import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MeterSource;
import dev.flyball.runtime.observe.MeterVisitor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;

/**
 * What all runs of parallel branches under one name tell the outside: how many branches run and wait, how many were
 * cancelled, and which runs were cut short. One for each name; thread-safe.
 */
public final class NamedRuns implements MeterSource {

    private final String name;
    private final EventSink events;
    private final Set<BranchRun<?>> now = ConcurrentHashMap.newKeySet();
    private final LongAdder cancelled = new LongAdder();

    /** Registers its meters with {@code hub} at once. */
    public NamedRuns(String name, MeterHub hub, EventSink events) {
        this(name, events);
        hub.add(this);
    }

    /** For a hub that is told by somebody else. */
    public NamedRuns(String name, EventSink events) {
        this.name = name;
        this.events = events;
    }

    void began(BranchRun<?> run) {
        now.add(run);
    }

    void ended(BranchRun<?> run) {
        now.remove(run);
    }

    void ended(BranchOutcome<?> branch) {
        if (branch.state() == TaskState.CANCELLED) {
            cancelled.increment();
        }
    }

    void cutShort(RunEnding ending, String reason, int unfinished) {
        events.emit(new Event.RunCutShort(name, ending.word, reason, unfinished));
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.gauge("group.inflight", () -> sum(BranchRun::running), "name", name);
        visitor.gauge("group.queued", () -> sum(BranchRun::waiting), "name", name);
        visitor.counter("group.cancelled", cancelled::sum, "name", name);
    }

    private int sum(ToIntFunction<BranchRun<?>> count) {
        return now.stream().mapToInt(count).sum();
    }
}
