package dev.flyball.model;

import java.util.List;
import java.util.Optional;

/**
 * What a type's annotations come to. {@code governed} are the bodies under a plan, in declaration order;
 * {@code contracts} are an interface's own abstract methods that carry one, for a decorator to apply: they have no body
 * to weave, and govern the bodies that implement them. {@code declined} were annotated and are left alone. A problem
 * appears once, however many methods it concerns.
 */
public record Reading(
        List<Governed> governed, List<Governed> contracts, List<Declined> declined, List<Problem> problems) {

    /** A method under a plan; {@code fallbacks} are the methods its fallback's name stands for, most specific first. */
    public record Governed(DeclaredMethod method, MethodPlan plan, List<FallbackChoice> fallbacks) {}

    /** A method left alone, and why, as a clause that {@code explain} prints. */
    public record Declined(DeclaredMethod method, String reason) {}

    /** The plan of that body, if it has one. */
    public Optional<MethodPlan> plan(String name, String descriptor) {
        return governed.stream()
                .map(Governed::plan)
                .filter(plan -> plan.name().equals(name) && plan.descriptor().equals(descriptor))
                .findFirst();
    }

    /** Whether any problem is an error. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }
}
