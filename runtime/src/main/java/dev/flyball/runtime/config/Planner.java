package dev.flyball.runtime.config;

import dev.flyball.model.Attribute;
import dev.flyball.model.MethodPlan;
import dev.flyball.model.MethodRules;
import dev.flyball.model.PolicyOrder;
import dev.flyball.model.PolicyOrder.Ordered;
import dev.flyball.model.PolicyPlan;
import dev.flyball.model.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One plan's way through a view: values, then the order, then what is switched off. Used once. */
final class Planner {

    private final ConfigView view;
    private final List<ConfigProblem> problems = new ArrayList<>();

    Planner(ConfigView view) {
        this.view = view;
    }

    Planned plan(MethodPlan declared) {
        boolean keyed = !declared.keyParameters().isEmpty();
        List<PlannedPolicy> policies =
                declared.policies().stream().map(policy -> plan(policy, keyed)).toList();
        MethodPlan configured =
                with(declared, policies.stream().map(PlannedPolicy::effective).toList(), declared.fallback());
        Sourced order = order(declared);
        Ordered ordered = order == null
                ? new Ordered(configured, List.of())
                : PolicyOrder.apply(configured, List.of(order.value().split(",", -1)));
        List<PlannedPolicy> arranged = ordered.plan().policies().stream()
                .map(effective -> of(policies, effective))
                .toList();
        List<PolicyPlan> governing = arranged.stream()
                .filter(policy -> policy.on() && view.enabled())
                .map(PlannedPolicy::effective)
                .toList();
        MethodPlan effective = with(declared, governing, governing.isEmpty() ? "" : declared.fallback());
        List<String> warnings = new ArrayList<>(ordered.warnings());
        warnings.addAll(newDoubts(declared, effective));
        return new Planned(declared, effective, arranged, order, List.copyOf(problems), List.copyOf(warnings));
    }

    /** What is doubtful about the policies together and was not so in the code, where the front ends have told it. */
    private static List<String> newDoubts(MethodPlan declared, MethodPlan effective) {
        List<MethodRules.Doubt> old = MethodRules.check(declared);
        return MethodRules.check(effective).stream()
                .filter(doubt -> !old.contains(doubt))
                .map(doubt -> "[" + doubt.finding().tag() + "] " + doubt.kind().key() + ": "
                        + doubt.finding().sentence() + ".")
                .toList();
    }

    private PlannedPolicy plan(PolicyPlan declared, boolean keyed) {
        Map<String, Candidates> candidates = new LinkedHashMap<>();
        declared.attributes().forEach((name, value) -> candidates.put(name, candidates(declared, name, value)));
        problems.addAll(Contradictions.settle(declared, keyed, candidates));
        Map<String, Sourced> chosen = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        candidates.forEach((name, of) -> {
            chosen.put(name, of.chosen());
            values.put(name, of.chosen().value());
        });
        return new PlannedPolicy(
                declared,
                new PolicyPlan(declared.kind(), Collections.unmodifiableMap(values)),
                enabled(declared),
                Collections.unmodifiableMap(chosen));
    }

    private Candidates candidates(PolicyPlan declared, String name, String value) {
        Attribute attribute =
                Vocabulary.policy(declared.kind()).attribute(name).orElseThrow(() -> new AssertionError(name));
        String standard = attribute.standard().orElse(null);
        if (!attribute.configurable()) {
            return new Candidates(List.of(), List.of(), value, standard);
        }
        return candidates(declared, attribute.key(), value, standard);
    }

    private Candidates candidates(PolicyPlan declared, String key, String value, @Nullable String standard) {
        Key.Instance own = new Key.Instance(declared.kind(), declared.attribute("name"), key);
        return new Candidates(
                view.find(own, problems::add), view.find(own.named(Key.DEFAULT), problems::add), value, standard);
    }

    private Sourced enabled(PolicyPlan declared) {
        return candidates(declared, Key.ENABLED, "true", "true").chosen();
    }

    private @Nullable Sourced order(MethodPlan declared) {
        Key key = new Key.Order(MethodNames.of(declared));
        return view.find(key, problems::add).stream()
                .findFirst()
                .map(setting -> new Sourced(setting.value(), setting.origin(), null))
                .orElse(null);
    }

    /** The policy that has this very plan: an order moves plans about and changes none. Two plans may be equal. */
    @SuppressWarnings("ReferenceEquality")
    private static PlannedPolicy of(List<PlannedPolicy> policies, PolicyPlan effective) {
        return policies.stream()
                .filter(policy -> policy.effective() == effective)
                .findFirst()
                .orElseThrow(() -> new AssertionError(effective));
    }

    private static MethodPlan with(MethodPlan plan, List<PolicyPlan> policies, String fallback) {
        return new MethodPlan(
                plan.owner(), plan.name(), plan.descriptor(), policies, plan.keyParameters(), fallback, plan.stage());
    }
}
