package dev.flyball.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reading of one type, from top to bottom; used once, by one thread. */
final class TypeReading {

    private final DeclaredType type;
    private final TypeFacts types;
    private final Report report = new Report();
    private final PolicyBuilder builder = new PolicyBuilder(report);
    private final FallbackResolver resolver;
    private final List<Reading.Declined> declined = new ArrayList<>();

    TypeReading(DeclaredType type) {
        this.type = type;
        this.types = new TypeFacts(type.relations());
        this.resolver = new FallbackResolver(type, types, report);
    }

    Reading read() {
        List<Found> onType = Finder.onType(type);
        Eligibility eligibility = new Eligibility(type, onType, report, declined);
        Map<DeclaredMethod, Draft> drafts = new LinkedHashMap<>();
        for (DeclaredMethod method : type.methods()) {
            eligibility.draft(method).ifPresent(draft -> drafts.put(method, draft));
        }
        Map<DeclaredMethod, String> names = InstanceNames.derive(drafts.keySet());
        Map<DeclaredMethod, Reading.Governed> plans = new LinkedHashMap<>();
        for (Draft draft : drafts.values()) {
            DeclaredMethod method = draft.method();
            plans.put(method, plan(draft, names.getOrDefault(method, "")));
        }
        TypeRules.check(type, onType, drafts, builder, report);
        Redefinitions.check(drafts.values(), plans, report);
        FallbackRules.check(type, drafts, plans, types, report);
        return outcome(plans);
    }

    private Reading.Governed plan(Draft draft, String name) {
        DeclaredMethod method = draft.method();
        List<PolicyPlan> policies = new ArrayList<>();
        for (Found found : draft.found().values()) {
            builder.build(found, method, name).ifPresent(policies::add);
        }
        List<Found> fallbacks = draft.fallbacks();
        String fallback = fallbacks.isEmpty() ? "" : fallbacks.get(0).text("fallback");
        MethodPlan plan = PolicyOrder.sort(new MethodPlan(
                method.owner(),
                method.name(),
                method.descriptor(),
                List.copyOf(policies),
                KeyRule.used(method, policies),
                fallback,
                ReturnRule.isStage(method)));
        Problem.Where where = new Problem.Where(type.name(), method, -1, null, null);
        KeyRule.check(type.name(), method, draft.found().values(), report);
        ReturnRule.check(method, where, types, report);
        MonitorRule.check(method, plan, where, report);
        doubts(draft, plan);
        return new Reading.Governed(method, plan, choices(method, fallbacks));
    }

    /** What the method's policies should not say to each other. */
    private void doubts(Draft draft, MethodPlan plan) {
        for (MethodRules.Doubt doubt : MethodRules.check(plan)) {
            Found found = draft.found().get(doubt.kind());
            Finding finding = doubt.finding();
            if (found != null) {
                report.warn(
                        draft.method(),
                        finding.tag(),
                        found.where(finding.attribute()),
                        found.who() + ": " + finding.sentence() + ".",
                        finding.fix());
            }
        }
    }

    private List<FallbackChoice> choices(DeclaredMethod method, List<Found> named) {
        if (named.isEmpty()) {
            return List.of();
        }
        Found first = named.get(0);
        String name = first.text("fallback");
        Optional<Found> other =
                named.stream().filter(f -> !f.text("fallback").equals(name)).findFirst();
        if (other.isPresent()) {
            report.error(
                    method,
                    "conflicting-attributes",
                    other.get().where("fallback"),
                    other.get().who() + ": fallback = \"" + other.get().text("fallback") + "\", but @"
                            + first.kind().simpleName() + " names \"" + name + "\", and a method has one fallback.",
                    "name one of them once");
            return List.of();
        }
        return resolver.resolve(method, name, first);
    }

    private Reading outcome(Map<DeclaredMethod, Reading.Governed> plans) {
        List<Reading.Governed> governed = new ArrayList<>();
        List<Reading.Governed> contracts = new ArrayList<>();
        for (DeclaredMethod method : type.methods()) {
            Reading.Governed plan = plans.get(method);
            Optional<String> refusal = report.refusal(method);
            if (refusal.isPresent()) {
                declined.removeIf(d -> d.method().equals(method));
                declined.add(new Reading.Declined(method, refusal.get()));
            } else if (plan != null) {
                (Access.isAbstract(method) ? contracts : governed).add(plan);
            }
        }
        return new Reading(List.copyOf(governed), List.copyOf(contracts), List.copyOf(declined), report.problems());
    }
}
