package dev.flyball.runtime.config;

import dev.flyball.model.PolicyPlan;
import java.util.Map;

/**
 * One policy after configuration: the plan as declared, the plan in force, whether it is switched on, and where each
 * attribute's value stands, by the attribute's name in camelCase, in the vocabulary's order.
 */
public record PlannedPolicy(
        PolicyPlan declared, PolicyPlan effective, Sourced enabled, Map<String, Sourced> attributes) {

    /** Whether the policy governs. */
    public boolean on() {
        return enabled.value().equals("true");
    }

    /**
     * An attribute's value, by its name in camelCase.
     *
     * @throws IllegalArgumentException if there is no such attribute
     */
    public Sourced value(String attribute) {
        Sourced value = attributes.get(attribute);
        if (value == null) {
            throw new IllegalArgumentException(declared.kind().key() + " has no attribute " + attribute);
        }
        return value;
    }

    /** The instance's name. */
    public String name() {
        return declared.attribute("name");
    }
}
