package dev.flyball.runtime.alert;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What alerts there were. Immutable. Counts are of alerts that fired; those of an hour and a day look at the history,
 * which has 1024 messages.
 *
 * @param total since the start
 * @param lastHour within the last hour
 * @param lastDay within the last 24 hours
 * @param bySeverity of all since the start
 * @param firing what has fired and is not over, oldest first
 * @param recent the last 10 messages, newest first
 */
public record AlertSummary(
        long total,
        long lastHour,
        long lastDay,
        Map<Severity, Long> bySeverity,
        List<Alert> firing,
        List<Alert> recent) {

    /** No alerts. */
    public static final AlertSummary NONE = new AlertSummary(0, 0, 0, Map.of(), List.of(), List.of());

    /** Keeps its own copies; every severity has a count. */
    public AlertSummary {
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, bySeverity.getOrDefault(severity, 0L));
        }
        bySeverity = Collections.unmodifiableMap(counts);
        firing = List.copyOf(firing);
        recent = List.copyOf(recent);
    }
}
