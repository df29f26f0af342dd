package dev.flyball.runtime.config;

import dev.flyball.model.MethodPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a new view changes for the plans there are: key, new value and where it stands, old value and where it stood. */
final class Changes {

    private Changes() {}

    static List<String> between(ConfigView old, ConfigView next, Collection<MethodPlan> plans) {
        List<String> changes = new ArrayList<>(settings(old.settled(), next.settled()));
        Map<String, Sourced> before = new LinkedHashMap<>();
        Map<String, Sourced> after = new LinkedHashMap<>();
        for (MethodPlan plan : plans) {
            collect(old.plan(plan), before);
            collect(next.plan(plan), after);
        }
        after.forEach((key, now) -> {
            Sourced was = before.get(key);
            if (was != null && !was.value().equals(now.value())) {
                changes.add(change(key, now.value(), now, was.value(), was));
            }
        });
        return changes;
    }

    private static String change(String key, String now, Sourced newer, String was, Sourced older) {
        return key + " = " + now + " <- " + newer.origin() + ", was " + was + " <- " + older.origin();
    }

    /** The same of keys that belong to no policy; those that count at the next start only say so. */
    private static List<String> settings(SettingValues old, SettingValues next) {
        Set<Key.Plain> keys = new LinkedHashSet<>(next.all().keySet());
        keys.addAll(old.all().keySet());
        List<String> changes = new ArrayList<>();
        for (Key.Plain key : keys) {
            Sourced now = next.value(key.line(), key.name());
            Sourced was = old.value(key.line(), key.name());
            if (!was.value().equals(now.value())) {
                String change = change(
                        key.text(),
                        SettingValues.shown(key.text(), now.value()),
                        now,
                        SettingValues.shown(key.text(), was.value()),
                        was);
                changes.add(key.line().hot() ? change : change + " (counts at the next start)");
            }
        }
        return changes;
    }

    private static void collect(Planned planned, Map<String, Sourced> values) {
        Sourced order = planned.order();
        values.put(
                "flyball.order." + MethodNames.of(planned.declared()),
                order == null ? new Sourced("default", Origin.BUILT_IN, null) : order);
        for (PlannedPolicy policy : planned.policies()) {
            String prefix = "flyball." + policy.declared().kind().key() + "." + policy.name() + ".";
            values.put(prefix + Key.ENABLED, policy.enabled());
            policy.attributes().forEach((name, value) -> values.put(prefix + Words.kebab(name), value));
        }
    }
}
