package dev.flyball.runtime.config;

import dev.flyball.model.MethodPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a new view changes for the plans there are: key, new value and where it stands, old value and where it stood. */
final class Changes {

    private Changes() {}

    static List<String> between(ConfigView old, ConfigView next, Collection<MethodPlan> plans) {
        Map<String, Sourced> before = new LinkedHashMap<>();
        Map<String, Sourced> after = new LinkedHashMap<>();
        before.put("flyball.enabled", old.common(Global.ENABLED));
        after.put("flyball.enabled", next.common(Global.ENABLED));
        for (MethodPlan plan : plans) {
            collect(old.plan(plan), before);
            collect(next.plan(plan), after);
        }
        List<String> changes = new ArrayList<>();
        after.forEach((key, now) -> {
            Sourced was = before.get(key);
            if (was != null && !was.value().equals(now.value())) {
                changes.add(key + " = " + now.value() + " <- " + now.origin() + ", was " + was.value() + " <- "
                        + was.origin());
            }
        });
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
