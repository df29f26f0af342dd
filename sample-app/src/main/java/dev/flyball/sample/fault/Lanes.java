package dev.flyball.sample.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that can do only so many things at a time, and the line before it, first come, first served. Keeps times
 * only; whoever uses it waits by himself. Thread-safe.
 */
final class Lanes {

    /** When each use in progress or in line ends, in order. */
    private final List<Long> ends = new ArrayList<>();

    /**
     * One more use, now.
     *
     * @param lanes how many are served at once from now on; those begun go on
     * @return nanoseconds until it ends
     */
    synchronized long enter(long now, int lanes, long serviceNanos) {
        ends.removeIf(end -> end - now <= 0);
        long begins = ends.size() < lanes ? now : ends.get(ends.size() - lanes);
        long end = begins + serviceNanos;
        int place = ends.size();
        while (place > 0 && ends.get(place - 1) - end > 0) {
            place--;
        }
        ends.add(place, end);
        return end - now;
    }

    /** How many uses are in progress or in line. */
    synchronized int size() {
        return ends.size();
    }
}
