package dev.flyball.runtime.config;

import dev.flyball.model.MethodPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What configuration made of a method's plan: the declared plan, the one in force (without the policies that are switched
 * off, in the order chosen), every declared policy with the origin of its values, where the order stands (null: the
 * default order), what was wrong, and what is doubtful.
 */
public record Planned(
        MethodPlan declared,
        MethodPlan effective,
        List<PlannedPolicy> policies,
        @Nullable Sourced order,
        List<ConfigProblem> problems,
        List<String> warnings) {

    /** Whether anything governs the method. */
    public boolean governed() {
        return !effective.policies().isEmpty();
    }
}
