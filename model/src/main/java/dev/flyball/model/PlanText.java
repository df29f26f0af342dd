package dev.flyball.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A method's plan as one line of ASCII, the only thing that crosses into the running program:
 *
 * <pre>{@code
 * v1 key=0 fallback=queue circuit-breaker(name=stock failure-rate=0.5 …) rate-limited(name=shop permits=50 per=1s …)
 * }</pre>
 *
 * A version, then the method's facts where it has any ({@code stage}, {@code key}, {@code fallback}), then the policies,
 * outermost first, with every attribute. Equal plans have equal lines, and reading a line gives the plan back. A value
 * that holds anything but letters, digits and {@code _ - . , $ + /} is quoted, with Java's escapes.
 */
public final class PlanText {

    private static final String VERSION = "v1";

    private PlanText() {}

    /** The line of a plan. */
    public static String write(MethodPlan plan) {
        List<String> words = new ArrayList<>();
        words.add(VERSION);
        if (plan.stage()) {
            words.add("stage");
        }
        if (!plan.keyParameters().isEmpty()) {
            words.add(
                    "key=" + plan.keyParameters().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        if (plan.hasFallback()) {
            words.add("fallback=" + PlanScanner.quote(plan.fallback()));
        }
        plan.policies().forEach(policy -> words.add(write(policy)));
        return String.join(" ", words);
    }

    private static String write(PolicyPlan policy) {
        return policy.attributes().entrySet().stream()
                .map(entry -> Attribute.kebab(entry.getKey()) + "=" + PlanScanner.quote(entry.getValue()))
                .collect(Collectors.joining(" ", policy.kind().key() + "(", ")"));
    }

    /**
     * The plan that a line stands for.
     *
     * @throws IllegalArgumentException if the line was not written by {@link #write} of this version; the message says
     *     where reading stopped
     */
    public static MethodPlan read(String owner, String name, String descriptor, String line) {
        PlanScanner in = new PlanScanner(line);
        in.expect(VERSION);
        boolean stage = false;
        String fallback = "";
        List<Integer> keys = new ArrayList<>();
        List<PolicyPlan> policies = new ArrayList<>();
        while (in.space()) {
            String word = in.word();
            switch (word) {
                case "stage" -> stage = true;
                case "key" -> {
                    for (String index : in.value().split(",", -1)) {
                        keys.add(in.index(index));
                    }
                }
                case "fallback" -> fallback = in.value();
                default -> policies.add(policy(in, word));
            }
        }
        in.end();
        return new MethodPlan(owner, name, descriptor, List.copyOf(policies), List.copyOf(keys), fallback, stage);
    }

    private static PolicyPlan policy(PlanScanner in, String key) {
        PolicyEntry entry = Vocabulary.policy(key).orElseThrow(() -> in.wrong("no policy is called " + key));
        Map<String, String> values = new LinkedHashMap<>();
        in.expect("(");
        do {
            String word = in.word();
            Attribute attribute = entry.attribute(word).orElseThrow(() -> in.wrong(key + " has no attribute " + word));
            values.put(attribute.name(), in.value());
        } while (in.space());
        in.expect(")");
        return new PolicyPlan(entry.kind(), values);
    }
}
