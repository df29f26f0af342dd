package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.config.PressureSettings;
import dev.flyball.runtime.config.PressureSettings.FollowSettings;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.Follow;
import dev.flyball.runtime.pressure.Importance;
import dev.flyball.runtime.pressure.Registration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Which limits follow whose pressure, and how far controllers count, because configuration says so. What the program has
 * said itself stays beside it. Thread-safe: everything is guarded by this object's monitor.
 */
final class ConfiguredPressure {

    private record Rule(FollowSettings settings, Registration registration) {}

    private final BackpressureManager manager;
    private final Map<String, Rule> rules = new HashMap<>();
    private final Set<String> weighed = new HashSet<>();

    ConfiguredPressure(BackpressureManager manager) {
        this.manager = manager;
    }

    /** Takes settings over: rules that they no longer have end, changed ones are replaced, others go on undisturbed. */
    synchronized void take(PressureSettings settings) {
        for (String limit : List.copyOf(rules.keySet())) {
            Rule rule = rules.get(limit);
            if (rule != null && !rule.settings().equals(settings.follow().get(limit))) {
                rule.registration().close();
                rules.remove(limit);
            }
        }
        settings.follow().forEach((limit, rule) -> {
            if (!rules.containsKey(limit)) {
                follow(limit, rule);
            }
        });
        for (String name : List.copyOf(weighed)) {
            if (!settings.importance().containsKey(name)) {
                manager.importanceAsRegistered(name);
                weighed.remove(name);
            }
        }
        settings.importance().forEach((name, importance) -> {
            manager.importance(name, Importance.valueOf(importance));
            weighed.add(name);
        });
    }

    private void follow(String limit, FollowSettings settings) {
        Follow rule = new Follow(settings.from(), settings.to(), settings.floor(), settings.recovery());
        try {
            Registration made =
                    manager.follow(limit, rule, settings.controllers().toArray(String[]::new));
            rules.put(limit, new Rule(settings, made));
        } catch (IllegalArgumentException circle) { // with a rule of the program's own
            LoggerFactory.getLogger("dev.flyball.config")
                    .error("flyball.pressure.follow.{} is left out: {}", limit, circle.getMessage());
        }
    }
}
