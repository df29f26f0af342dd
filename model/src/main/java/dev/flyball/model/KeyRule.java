package dev.flyball.model;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The parameters marked {@code @Key}: who uses them, and whether equal keys are found equal. */
final class KeyRule {

    /** Classes of the JDK that people reach for and whose equality is identity. */
    private static final Set<String> BY_IDENTITY = Set.of(
            "java.lang.StringBuilder",
            "java.lang.StringBuffer",
            "java.lang.Thread",
            "java.util.concurrent.atomic.AtomicBoolean",
            "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong",
            "java.util.concurrent.atomic.AtomicReference",
            "java.util.regex.Pattern");

    private KeyRule() {}

    /** The indexes of a method's key parameters; a body without any has those of the interface method it implements. */
    static List<Integer> indexes(DeclaredMethod method) {
        List<Integer> own = own(method);
        return own.isEmpty()
                ? method.implemented().stream()
                        .map(KeyRule::own)
                        .filter(keys -> !keys.isEmpty())
                        .findFirst()
                        .orElse(List.of())
                : own;
    }

    private static List<Integer> own(DeclaredMethod method) {
        return IntStream.range(0, method.parameters().size())
                .filter(i -> Finder.has(method.parameters().get(i).annotations(), Finder.KEY))
                .boxed()
                .toList();
    }

    /** The keys that the plan's policies use. */
    static List<Integer> used(DeclaredMethod method, List<PolicyPlan> policies) {
        return policies.stream().anyMatch(KeyRule::keyed) ? indexes(method) : List.of();
    }

    private static boolean keyed(PolicyPlan policy) {
        return policy.kind() == PolicyKind.RATE_LIMITED || policy.hasOwners();
    }

    /** Whether that annotation uses keys, as far as anybody can tell what its attributes say. */
    private static boolean keyed(Found found) {
        String perOwner = found.text("perOwner");
        return found.kind() == PolicyKind.RATE_LIMITED
                || (found.kind() == PolicyKind.BULKHEAD && !perOwner.isEmpty() && !perOwner.equals("0"));
    }

    static void check(String type, DeclaredMethod method, Collection<Found> policies, Report report) {
        List<String> names =
                policies.stream().map(found -> "@" + found.kind().simpleName()).toList();

        for (int index : indexes(method)) {
            DeclaredParameter parameter = method.parameters().get(index);
            Problem.Where where = new Problem.Where(type, method, index, Finder.KEY, null);
            String who = "@Key " + parameter.name() + " of " + Spelling.method(method);
            if (policies.stream().anyMatch(KeyRule::keyed)) {
                equality(method, parameter.type(), who, where, report);
            } else {
                unused(method, names, who, where, report);
            }
        }
    }

    private static void unused(
            DeclaredMethod method, List<String> names, String who, Problem.Where where, Report report) {
        String has = names.isEmpty() ? "the method has no policy" : "the method has only " + String.join(", ", names);
        report.error(
                method,
                "key-unused",
                where,
                who + " keys nothing: " + has + ".",
                names.contains("@Bulkhead")
                        ? "add perOwner to @Bulkhead, or @RateLimited, or remove @Key"
                        : "add @RateLimited, or remove @Key");
    }

    private static void equality(DeclaredMethod method, String type, String who, Problem.Where where, Report report) {
        if (type.endsWith("[]")) {
            report.error(
                    method,
                    "key-is-array",
                    where,
                    who + " is an array, and two arrays are never equal: every call would have a limit of its own.",
                    "pass a List, a record or a String");
        } else if (BY_IDENTITY.contains(type)) {
            report.warn(
                    method,
                    "key-without-equals",
                    where,
                    who + " is a " + Spelling.simple(type) + ", which equals nothing but itself: calls with equal"
                            + " content would not share a limit.",
                    "pass a String, a number or a record");
        }
    }
}
