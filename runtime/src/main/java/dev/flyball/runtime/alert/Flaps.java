package dev.flyball.runtime.alert;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** How often one level changed within the last minute. Guarded by the lock of {@link Alerts}. */
final class Flaps {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST = 10_000;

    private final Deque<Long> changes = new ArrayDeque<>();
    private PressureLevel last = PressureLevel.NORMAL;

    /** The level now; true if that is a change. */
    boolean now(PressureLevel level, long now) {
        forget(now);
        if (level == last) {
            return false;
        }
        last = level;
        if (changes.size() == MOST) {
            changes.removeFirst();
        }
        changes.addLast(now);
        return true;
    }

    /** Forgets what is more than a minute ago; true if there was something. */
    boolean forget(long now) {
        int before = changes.size();
        while (!changes.isEmpty() && now - changes.getFirst() >= MINUTE) {
            changes.removeFirst();
        }
        return changes.size() < before;
    }

    int count() {
        return changes.size();
    }

    /** Nanoseconds until the count is smaller, {@link Long#MAX_VALUE} if it is 0. */
    long due(long now) {
        return changes.isEmpty() ? Long.MAX_VALUE : Math.max(0, changes.getFirst() + MINUTE - now);
    }
}
