package dev.flyball.runtime.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules in force: enabled ones only, by subject, and those that ask or listen themselves. Immutable.
 *
 * @param sample nanoseconds between two times of asking
 */
record Rulebook(
        Map<String, List<AlertRule>> bySubject, List<AlertRule> asking, List<AlertRule> listening, long sample) {

    /** @param added rules of the program, which take the place of the specification's of the same name */
    static Rulebook of(AlertSpec spec, Collection<AlertRule> added) {
        Map<String, AlertRule> byName = new LinkedHashMap<>();
        if (spec.enabled()) {
            spec.rules().forEach(rule -> byName.put(rule.name(), rule));
            added.forEach(rule -> byName.put(rule.name(), rule));
        }
        Map<String, List<AlertRule>> bySubject = new HashMap<>();
        List<AlertRule> asking = new ArrayList<>();
        List<AlertRule> listening = new ArrayList<>();
        for (AlertRule rule : byName.values()) {
            if (rule.enabled()) {
                bySubject
                        .computeIfAbsent(rule.subject(), subject -> new ArrayList<>())
                        .add(rule);
                if (rule.source() instanceof AlertRule.Asked) {
                    asking.add(rule);
                } else if (rule.source() instanceof AlertRule.Heard<?>) {
                    listening.add(rule);
                }
            }
        }
        return new Rulebook(bySubject, asking, listening, spec.sample().toNanos());
    }

    List<AlertRule> about(String subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    /** Whether the number reaches any rule about the subject. */
    boolean reaches(String subject, double value) {
        for (AlertRule rule : about(subject)) {
            if (value >= rule.threshold()) {
                return true;
            }
        }
        return false;
    }
}
