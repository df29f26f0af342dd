package dev.flyball.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What fallbacks must not do, once every method's fallback is known. */
final class FallbackRules {

    /** Types a refusal can be caught as. */
    private static final Set<String> TAKES_REFUSALS = Set.of(
            TypeFacts.THROWABLE,
            "java.lang.Exception",
            "java.lang.RuntimeException",
            "java.util.concurrent.RejectedExecutionException");

    /** The same of {@code CallTimedOutException}, which is a failure. */
    private static final Set<String> TAKES_TIMEOUTS = Set.of(
            TypeFacts.THROWABLE,
            "java.lang.Exception",
            "java.lang.RuntimeException",
            "dev.flyball.runtime.call.CallTimedOutException");

    /** The policies that refuse; the others only let calls fail. */
    private static final Set<PolicyKind> REFUSES =
            EnumSet.complementOf(EnumSet.of(PolicyKind.RETRY, PolicyKind.TIMEOUT));

    private FallbackRules() {}

    static void check(
            DeclaredType type,
            Map<DeclaredMethod, Draft> drafts,
            Map<DeclaredMethod, Reading.Governed> plans,
            TypeFacts types,
            Report report) {
        for (Reading.Governed governed : plans.values()) {
            Draft draft = drafts.get(governed.method());
            if (draft == null || governed.fallbacks().isEmpty()) {
                continue;
            }
            Problem.Where where = draft.fallbacks().get(0).where("fallback");
            loop(governed, plans, where, report);
            refusals(governed, where, types, report);
            shared(governed, plans, where, report);
        }
    }

    private static void loop(
            Reading.Governed start, Map<DeclaredMethod, Reading.Governed> plans, Problem.Where where, Report report) {
        List<DeclaredMethod> path = path(start.method(), start, plans, new LinkedHashSet<>());
        if (path != null) {
            String names = path.stream().map(Spelling::signature).collect(Collectors.joining(" -> "));
            report.error(
                    start.method(),
                    "fallback-cycle",
                    where,
                    "The fallback of " + Spelling.method(start.method()) + " leads back to it: " + names + ".",
                    "let one of them do without a fallback");
        }
    }

    /** The way by fallbacks from here to the goal; null if there is none. */
    private static @Nullable List<DeclaredMethod> path(
            DeclaredMethod goal,
            Reading.Governed at,
            Map<DeclaredMethod, Reading.Governed> plans,
            Set<DeclaredMethod> seen) {
        for (FallbackChoice choice : at.fallbacks()) {
            if (choice.method().equals(goal)) {
                return new ArrayList<>(List.of(at.method(), goal));
            }
            Reading.Governed next = plans.get(choice.method());
            if (next != null && seen.add(choice.method())) {
                List<DeclaredMethod> rest = path(goal, next, plans, seen);
                if (rest != null) {
                    rest.add(0, at.method());
                    return rest;
                }
            }
        }
        return null;
    }

    private static void refusals(Reading.Governed governed, Problem.Where where, TypeFacts types, Report report) {
        boolean refuses = governed.plan().policies().stream().anyMatch(policy -> REFUSES.contains(policy.kind()));
        boolean taken = governed.fallbacks().stream().anyMatch(choice -> takesRefusals(choice.cause(), types));
        if (refuses && !taken) {
            String causes = causes(governed);
            report.warn(
                    governed.method(),
                    "fallback-cause",
                    where,
                    "No '" + governed.plan().fallback() + "' takes a refusal of " + Spelling.method(governed.method())
                            + ": they take " + causes + " only.",
                    "add an overload that takes a RejectedExecutionException or a Throwable");
        }
        boolean timed = governed.plan().policy(PolicyKind.TIMEOUT).isPresent()
                && governed.fallbacks().stream().noneMatch(choice -> takesTimeouts(choice.cause()));
        if (timed) {
            report.warn(
                    governed.method(),
                    "fallback-cause",
                    where,
                    "No '" + governed.plan().fallback() + "' takes the timeout of " + Spelling.method(governed.method())
                            + ": they take " + causes(governed) + " only.",
                    "add an overload that takes a CallTimedOutException or a Throwable");
        }
    }

    private static String causes(Reading.Governed governed) {
        return governed.fallbacks().stream()
                .map(choice -> Spelling.simple(String.valueOf(choice.cause())))
                .collect(Collectors.joining(", "));
    }

    private static boolean takesTimeouts(@Nullable String cause) {
        return cause == null || TAKES_TIMEOUTS.contains(cause);
    }

    private static boolean takesRefusals(@Nullable String cause, TypeFacts types) {
        return cause == null
                || TAKES_REFUSALS.contains(cause)
                || cause.startsWith("dev.flyball.")
                || types.is(cause, "java.util.concurrent.RejectedExecutionException");
    }

    private static void shared(
            Reading.Governed governed,
            Map<DeclaredMethod, Reading.Governed> plans,
            Problem.Where where,
            Report report) {
        for (FallbackChoice choice : governed.fallbacks()) {
            Reading.Governed other = plans.get(choice.method());
            if (other == null) {
                continue;
            }
            for (PolicyPlan policy : governed.plan().policies()) {
                boolean same = other.plan().policy(policy.kind()).stream()
                        .anyMatch(theirs -> theirs.name().equals(policy.name()));
                if (same) {
                    report.warn(
                            governed.method(),
                            "fallback-shares-policy",
                            where,
                            "The fallback " + Spelling.signature(choice.method()) + " of "
                                    + Spelling.method(governed.method()) + " stands behind the same "
                                    + policy.kind().key() + " \"" + policy.name()
                                    + "\": what refuses one refuses both.",
                            "give the fallback a policy of its own, or none");
                }
            }
        }
    }
}
