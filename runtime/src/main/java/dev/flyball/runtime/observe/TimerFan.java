package dev.flyball.runtime.observe;

import java.util.ArrayList;
import java.util.List;

/**
 * The recorder that a source of meters keeps: passes each duration on to whichever registries are bound at that moment.
 *
 * <p>{@code targets}: replaced whole under this object's monitor, read volatile by every call; its arrays never change.
 */
final class TimerFan implements DurationRecorder {

    private record Target(MeterVisitor owner, DurationRecorder recorder) {}

    private final List<Target> bound = new ArrayList<>();
    private volatile DurationRecorder[] targets = {};

    @Override
    public void record(long nanos) {
        for (DurationRecorder target : targets) {
            target.record(nanos);
        }
    }

    @Override
    public boolean active() {
        return targets.length > 0;
    }

    synchronized void add(MeterVisitor owner, DurationRecorder recorder) {
        bound.add(new Target(owner, recorder));
        publish();
    }

    synchronized void remove(MeterVisitor owner) {
        bound.removeIf(target -> target.owner == owner);
        publish();
    }

    private void publish() {
        targets = bound.stream()
                .map(Target::recorder)
                .filter(recorder -> recorder != NONE)
                .toArray(DurationRecorder[]::new);
    }
}
