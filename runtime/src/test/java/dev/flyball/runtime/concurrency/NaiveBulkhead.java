package dev.flyball.runtime.concurrency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The slow, obvious twin of a bulkhead: callers are numbers, looked at one by one after every step. */
final class NaiveBulkhead {

    private int configured;
    private double share = 1;
    private int max;
    private int admitted;
    private int maxWaiting;
    private final Set<Integer> running = new HashSet<>();
    private final List<Integer> line = new ArrayList<>();
    private final List<Long> deadlines = new ArrayList<>();

    NaiveBulkhead(int max, int maxWaiting) {
        this.configured = max;
        this.max = max;
        this.maxWaiting = maxWaiting;
    }

    void change(int newMax, int newMaxWaiting) {
        configured = newMax;
        maxWaiting = newMaxWaiting;
        scale(share);
    }

    /** Tenths, so that no rounding is in doubt. */
    void scale(double newShare) {
        share = newShare;
        max = Math.max(1, (int) (configured * Math.round(10 * share) / 10));
        fill();
    }

    int admitted() {
        return admitted;
    }

    /** Whether the caller runs or waits now. */
    boolean arrive(int caller, long deadline) {
        if (running.size() < max) {
            running.add(caller);
            admitted++;
            return true;
        }
        if (line.size() >= maxWaiting) {
            return false;
        }
        line.add(caller);
        deadlines.add(deadline);
        return true;
    }

    void end(int caller) {
        running.remove(caller);
        fill();
    }

    void leave(int caller) {
        int place = line.indexOf(caller);
        line.remove(place);
        deadlines.remove(place);
    }

    /** Those whose time is up leave. */
    void reach(long now) {
        for (int place = line.size() - 1; place >= 0; place--) {
            if (deadlines.get(place) <= now) {
                line.remove(place);
                deadlines.remove(place);
            }
        }
    }

    private void fill() {
        while (running.size() < max && !line.isEmpty()) {
            running.add(line.remove(0));
            admitted++;
            deadlines.remove(0);
        }
    }

    Set<Integer> running() {
        return running;
    }

    List<Integer> line() {
        return line;
    }
}
