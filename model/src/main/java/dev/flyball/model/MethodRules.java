package dev.flyball.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the policies of one method, each sound alone, should not say to each other; it depends on their order. */
public final class MethodRules {

    /** Something doubtful, and the policy whose attribute is the one to change. */
    public record Doubt(PolicyKind kind, Finding finding) {}

    private final MethodPlan plan;
    private final List<Doubt> doubts = new ArrayList<>();

    private MethodRules(MethodPlan plan) {
        this.plan = plan;
    }

    /** Everything doubtful about those policies together; empty if nothing is. Only warnings. */
    public static List<Doubt> check(MethodPlan plan) {
        MethodRules rules = new MethodRules(plan);
        plan.policy(PolicyKind.TIMEOUT).ifPresent(rules::timeout);
        return List.copyOf(rules.doubts);
    }

    private void timeout(PolicyPlan timeout) {
        long value = timeout.duration("value");
        String name = "@Timeout = " + timeout.text("value");
        outside(PolicyKind.CIRCUIT_BREAKER)
                .ifPresent(breaker -> neverSlow(breaker, "slowCallDuration", value, name, "counts as failed"));
        outside(PolicyKind.RATE_LIMITED)
                .ifPresent(rate -> neverSlow(rate, "targetLatency", value, name, "is in trouble anyway"));
        inside(PolicyKind.ADAPTIVE_CONCURRENCY)
                .ifPresent(limit -> neverSlow(limit, "targetLatency", value, name, "counts as dropped"));
        outside(PolicyKind.RETRY)
                .filter(retry -> retry.duration("maxDuration") <= value)
                .ifPresent(retry -> add(
                        retry,
                        "retry-never-after-timeout",
                        "maxDuration",
                        "maxDuration = " + retry.text("maxDuration") + " is not longer than " + name
                                + ": a call that timed out is never tried again",
                        "raise maxDuration above a few times the timeout, or shorten the timeout"));
        for (PolicyPlan policy : plan.policies()) {
            if (policy.waits() && policy.duration("maxWait") >= value && isInside(policy)) {
                add(
                        policy,
                        "wait-beyond-timeout",
                        "maxWait",
                        "maxWait = " + policy.text("maxWait") + " is not below " + name
                                + ": a call that waits that long has timed out before it runs",
                        "choose maxWait well below the timeout");
            }
        }
    }

    private void neverSlow(PolicyPlan policy, String attribute, long value, String name, String instead) {
        if (policy.isSet(attribute) && policy.duration(attribute) >= value) {
            add(
                    policy,
                    "slow-never-seen",
                    attribute,
                    attribute + " = " + policy.text(attribute) + " is not below " + name
                            + ": a longer call has timed out, which " + instead,
                    "choose " + attribute + " below the timeout, or drop it");
        }
    }

    private void add(PolicyPlan policy, String tag, String attribute, String sentence, String fix) {
        doubts.add(new Doubt(policy.kind(), Finding.warning(tag, attribute, sentence, fix)));
    }

    private Optional<PolicyPlan> outside(PolicyKind kind) {
        return plan.policy(kind).filter(policy -> !isInside(policy));
    }

    private Optional<PolicyPlan> inside(PolicyKind kind) {
        return plan.policy(kind).filter(this::isInside);
    }

    /** Whether a policy stands inside the timeout. */
    private boolean isInside(PolicyPlan policy) {
        List<PolicyKind> kinds = plan.policies().stream().map(PolicyPlan::kind).toList();
        return kinds.indexOf(policy.kind()) > kinds.indexOf(PolicyKind.TIMEOUT);
    }
}
