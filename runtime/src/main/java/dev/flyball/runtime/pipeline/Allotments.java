package dev.flyball.runtime.pipeline;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.degrade.AllocationGate;
import dev.flyball.runtime.degrade.Allocations;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a grant of workers and memory stands among a method's gates: around the limits on what runs at once, so that what
 * is refused, rate limited or waited for further out takes none of it, and each attempt of a retry takes its own.
 */
final class Allotments {

    private static final Set<PolicyKind> INSIDE = EnumSet.of(
            PolicyKind.BULKHEAD,
            PolicyKind.ADAPTIVE_CONCURRENCY,
            PolicyKind.POOLED,
            PolicyKind.ACTOR,
            PolicyKind.SUPERVISED);

    private Allotments() {}

    /** Adds the gate of the method's grant, if there is one for the method or one of its policies. */
    static void add(List<Gate> gates, MethodPlan plan, String method, Allocations allocations) {
        AllocationGate gate = find(plan, method, allocations);
        if (gate != null && gates.size() < Pipeline.MOST) {
            gates.add(place(plan), gate);
        }
    }

    private static @Nullable AllocationGate find(MethodPlan plan, String method, Allocations allocations) {
        AllocationGate gate = allocations.gate(method);
        for (PolicyPlan policy : plan.policies()) {
            gate = gate == null ? allocations.gate(policy.name()) : gate;
        }
        return gate;
    }

    private static int place(MethodPlan plan) {
        int place = 0;
        for (PolicyPlan policy : plan.policies()) {
            if (INSIDE.contains(policy.kind())) {
                return place;
            }
            place++;
        }
        return place;
    }
}
