package dev.flyball.runtime.alert;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Alerts that wait for a channel, at most 256. Guarded by the lock of its {@link Route}. */
final class Mailbox {

    static final int CAPACITY = 256;

    private final ArrayDeque<Alert> alerts = new ArrayDeque<>();

    /** Takes one. If there are too many, the oldest of the mildest is left out, and comes back; it may be this one. */
    @Nullable
    Alert add(Alert alert) {
        alerts.addLast(alert);
        if (alerts.size() <= CAPACITY) {
            return null;
        }
        Severity mildest = Severity.CRITICAL;
        for (Alert one : alerts) {
            mildest = one.severity().compareTo(mildest) < 0 ? one.severity() : mildest;
        }
        Iterator<Alert> oldestFirst = alerts.iterator();
        Alert dropped = oldestFirst.next();
        while (dropped.severity() != mildest) {
            dropped = oldestFirst.next();
        }
        oldestFirst.remove();
        return dropped;
    }

    @Nullable
    Alert poll() {
        return alerts.pollFirst();
    }

    int size() {
        return alerts.size();
    }
}
