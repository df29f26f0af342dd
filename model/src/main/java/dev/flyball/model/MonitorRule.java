package dev.flyball.model;

import java.util.Optional;

/** Woven into a synchronized method, policies run while its monitor is held. */
final class MonitorRule {

    private MonitorRule() {}

    static void check(DeclaredMethod method, MethodPlan plan, Problem.Where where, Report report) {
        if (!Access.isSynchronized(method)) {
            return;
        }
        harm(plan)
                .ifPresent(harm -> report.warn(
                        method,
                        "synchronized-method",
                        where,
                        Spelling.method(method) + " is synchronized, and the agent's policies run inside its monitor: "
                                + harm + ".",
                        "lock inside the method instead, around what needs it"));
    }

    private static Optional<String> harm(MethodPlan plan) {
        if (plan.policy(PolicyKind.RETRY).isPresent()) {
            return Optional.of("retry pauses while holding it");
        }
        for (PolicyPlan policy : plan.policies()) {
            if (policy.waits()) {
                return Optional.of(policy.kind().key() + " waits while holding it");
            }
        }
        if (plan.policy(PolicyKind.TIMEOUT).isPresent()) {
            return Optional.of("the wait for it counts against no timeout");
        }
        return plan.policy(PolicyKind.BULKHEAD).map(bulkhead -> "callers queue for it before bulkhead counts them");
    }
}
