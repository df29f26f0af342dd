package dev.flyball.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What stands around what. Each line is one policy, outermost first, and the reason for its place. */
public final class PolicyOrder {

    /** One place in the order. */
    public record Rule(PolicyKind kind, String reason) {}

    /** A plan in a chosen order, and what is doubtful about that order. */
    public record Ordered(MethodPlan plan, List<String> warnings) {}

    /** The word for the fallback in a chosen order. */
    public static final String FALLBACK = "fallback";

    private static final List<Rule> RULES = List.of(
            new Rule(PolicyKind.DEGRADABLE, "work that is given up should cost nothing; fallbacks stand here too"),
            new Rule(PolicyKind.RETRY, "each attempt passes the breaker"),
            new Rule(PolicyKind.CIRCUIT_BREAKER, "while open it spends no rate permit"),
            new Rule(PolicyKind.RATE_LIMITED, "waiting for a permit is not the callee's time"),
            new Rule(PolicyKind.TIMEOUT, "waiting for a place counts against the caller's patience"),
            new Rule(PolicyKind.BULKHEAD, "holds its place for as long as the work runs, even past a timeout"),
            new Rule(PolicyKind.ADAPTIVE_CONCURRENCY, "the latency it steers by includes mailbox and pool queues"),
            new Rule(PolicyKind.POOLED, "the body alone runs elsewhere"),
            new Rule(PolicyKind.ACTOR, "the body alone is a message"),
            new Rule(PolicyKind.SUPERVISED, "sees the endings of the body alone"));

    private PolicyOrder() {}

    /** The order, outermost first. */
    public static List<Rule> rules() {
        return RULES;
    }

    /** The plan with its policies in this order. */
    public static MethodPlan sort(MethodPlan plan) {
        return with(
                plan,
                plan.policies().stream()
                        .sorted(Comparator.comparingInt(policy -> place(policy.kind())))
                        .toList());
    }

    /**
     * The plan with the named policies in the order given, which share the places they had; others keep theirs. Words
     * are kebab-case keys, and {@value #FALLBACK}, which always stays outermost.
     */
    public static Ordered apply(MethodPlan plan, List<String> keys) {
        List<String> warnings = new ArrayList<>();
        if (keys.indexOf(FALLBACK) > 0) {
            warnings.add("fallback cannot stand inside " + keys.get(0) + ": it stays outermost.");
        }
        Set<String> known = new java.util.LinkedHashSet<>();
        for (String key : keys) {
            if (!key.equals(FALLBACK)
                    && plan.policies().stream().noneMatch(p -> p.kind().key().equals(key))) {
                warnings.add(key + " is not among this method's policies: it is left out.");
            } else if (!known.add(key)) {
                warnings.add(key + " is named twice: its first place counts.");
            }
        }
        known.remove(FALLBACK);
        MethodPlan ordered = with(plan, arrange(plan.policies(), List.copyOf(known)));
        doubts(ordered, warnings);
        return new Ordered(ordered, List.copyOf(warnings));
    }

    private static List<PolicyPlan> arrange(List<PolicyPlan> policies, List<String> keys) {
        List<PolicyPlan> named = keys.stream()
                .map(key -> policies.stream()
                        .filter(p -> p.kind().key().equals(key))
                        .findFirst()
                        .orElseThrow())
                .toList();
        List<PolicyPlan> arranged = new ArrayList<>(policies);
        int next = 0;
        for (int i = 0; i < arranged.size(); i++) {
            if (named.contains(arranged.get(i))) {
                arranged.set(i, named.get(next++));
            }
        }
        return arranged;
    }

    private static void doubts(MethodPlan plan, List<String> warnings) {
        if (inside(plan, PolicyKind.RETRY, PolicyKind.CIRCUIT_BREAKER)) {
            warnings.add("retry inside circuit-breaker: the breaker sees one call for all its attempts.");
        }
        if (inside(plan, PolicyKind.RETRY, PolicyKind.TIMEOUT)) {
            warnings.add("timeout outside retry: all attempts and pauses share one deadline.");
        }
    }

    private static boolean inside(MethodPlan plan, PolicyKind inner, PolicyKind outer) {
        List<PolicyKind> kinds = plan.policies().stream().map(PolicyPlan::kind).toList();
        return kinds.contains(outer) && kinds.indexOf(inner) > kinds.indexOf(outer);
    }

    private static int place(PolicyKind kind) {
        for (int i = 0; i < RULES.size(); i++) {
            if (RULES.get(i).kind() == kind) {
                return i;
            }
        }
        throw new AssertionError(kind);
    }

    private static MethodPlan with(MethodPlan plan, List<PolicyPlan> policies) {
        return new MethodPlan(
                plan.owner(),
                plan.name(),
                plan.descriptor(),
                List.copyOf(policies),
                plan.keyParameters(),
                plan.fallback(),
                plan.stage());
    }
}
