package dev.flyball.runtime.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The last 1024 messages, and how many alerts fired ever. Guarded by the lock of {@link Alerts}. */
final class History {

    static final int CAPACITY = 1024;
    static final int RECENT = 10;

    /** The time is that of the monotonic clock: a wall clock that is set must not change an hour. */
    private record Entry(Alert alert, long at) {}

    private record Subject(String rule, String instance) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<Subject, Alert> firing = new LinkedHashMap<>();
    private final Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    private long total;

    void add(Alert alert, long now) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(alert, now));
        Subject subject = new Subject(alert.rule(), alert.instance());
        if (alert.state() == Alert.State.FIRING) {
            total++;
            bySeverity.merge(alert.severity(), 1L, Long::sum);
            firing.put(subject, alert);
        } else {
            firing.remove(subject);
        }
    }

    /** All messages, oldest first. */
    List<Alert> all() {
        return entries.stream().map(Entry::alert).toList();
    }

    AlertSummary summary(long now) {
        List<Alert> recent = new ArrayList<>();
        Iterator<Entry> backwards = entries.descendingIterator();
        while (backwards.hasNext() && recent.size() < RECENT) {
            recent.add(backwards.next().alert());
        }
        return new AlertSummary(
                total,
                firedWithin(TimeUnit.HOURS.toNanos(1), now),
                firedWithin(TimeUnit.DAYS.toNanos(1), now),
                bySeverity,
                List.copyOf(firing.values()),
                recent);
    }

    private long firedWithin(long span, long now) {
        return entries.stream()
                .filter(entry -> entry.alert().state() == Alert.State.FIRING && now - entry.at() < span)
                .count();
    }
}
