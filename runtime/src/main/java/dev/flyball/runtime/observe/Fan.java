package dev.flyball.runtime.observe;

import java.util.ArrayList;
import java.util.List;

/**
 * The recorder that a source of meters keeps: passes each amount on to whichever registries are bound at that moment.
 *
 * <p>{@code targets}: replaced whole under this object's monitor, read volatile by every call; its arrays never change.
 */
final class Fan implements DurationRecorder {

    private record Target(MeterVisitor owner, Recorder recorder) {}

    private final List<Target> bound = new ArrayList<>();
    private volatile Recorder[] targets = {};

    @Override
    public void record(long amount) {
        for (Recorder target : targets) {
            target.record(amount);
        }
    }

    @Override
    public boolean active() {
        for (Recorder target : targets) {
            if (target.active()) {
                return true;
            }
        }
        return false;
    }

    /** Whether any registry is bound, be it that nobody looks at it. */
    boolean bound() {
        return targets.length > 0;
    }

    synchronized void add(MeterVisitor owner, Recorder recorder) {
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
                .toArray(Recorder[]::new);
    }
}
