package dev.flyball.runtime.concurrency;

import java.util.ArrayList;
import java.util.List;

/** The slow, obvious twin of a bulkhead with owners: callers are looked at one by one after every step. */
final class NaiveOwnedBulkhead {

    record Caller(int number, String owner, long deadline) {}

    private int max;
    private int perOwner;
    private int maxWaiting;
    private final List<Caller> running = new ArrayList<>();
    private final List<Caller> line = new ArrayList<>();

    NaiveOwnedBulkhead(int max, int perOwner, int maxWaiting) {
        change(max, perOwner, maxWaiting);
    }

    void change(int newMax, int newPerOwner, int newMaxWaiting) {
        max = newMax;
        perOwner = newPerOwner;
        maxWaiting = newMaxWaiting;
        fill();
    }

    /** Whether the caller runs or waits now. */
    boolean arrive(Caller caller) {
        if (room(caller)) {
            running.add(caller);
            return true;
        }
        if (line.size() >= maxWaiting) {
            return false;
        }
        line.add(caller);
        return true;
    }

    private boolean room(Caller caller) {
        return running.size() < max && held(caller.owner()) < perOwner;
    }

    int held(String owner) {
        return (int)
                running.stream().filter(caller -> caller.owner().equals(owner)).count();
    }

    void end(int number) {
        running.removeIf(caller -> caller.number() == number);
        fill();
    }

    void leave(int number) {
        line.removeIf(caller -> caller.number() == number);
    }

    /** Those whose time is up leave. */
    void reach(long now) {
        line.removeIf(caller -> caller.deadline() <= now);
    }

    /** The first in line who may go does, until none may. */
    private void fill() {
        for (int i = 0; i < line.size(); i++) {
            if (room(line.get(i))) {
                running.add(line.remove(i));
                i = -1;
            }
        }
    }

    List<Integer> running() {
        return running.stream().map(Caller::number).toList();
    }

    List<Integer> line() {
        return line.stream().map(Caller::number).toList();
    }
}
