package dev.flyball.runtime.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings, and the rules that the program adds to those. Guarded by the lock of {@link Alerts}. */
final class RuleSet {

    private final Map<String, AlertRule> added = new LinkedHashMap<>();
    private final Scales scales;
    private final Dispatch dispatch;
    private AlertSpec spec;

    RuleSet(AlertSpec spec, Scales scales, Dispatch dispatch) {
        this.spec = spec;
        this.scales = scales;
        this.dispatch = dispatch;
    }

    AlertSpec spec() {
        return spec;
    }

    void add(AlertRule rule, Round round) {
        if (added.containsKey(rule.name()) || spec.rule(rule.name()).isPresent()) {
            throw new IllegalArgumentException("[alert-rule-name] alerts: there is a rule called " + rule.name()
                    + " already; give this one another name, or change that one in the configuration");
        }
        added.put(rule.name(), rule);
        scales.change(rules(), () -> {}, round);
    }

    /** False if it was gone already. */
    boolean remove(AlertRule rule, Round round) {
        boolean there = added.remove(rule.name(), rule);
        if (there) {
            scales.change(rules(), () -> {}, round);
        }
        return there;
    }

    /** Who heard that something fires hears that it is over, also where the channels give alerts another way. */
    void change(AlertSpec next, Round round) {
        spec = next;
        scales.change(rules(), () -> dispatch.change(next), round);
    }

    private Rulebook rules() {
        return Rulebook.of(spec, added.values());
    }
}
