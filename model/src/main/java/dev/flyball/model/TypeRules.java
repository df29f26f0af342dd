package dev.flyball.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with a type's annotations, a stereotype's own ones among them, seen over all its methods. */
final class TypeRules {

    private TypeRules() {}

    static void check(
            DeclaredType type,
            List<Found> onType,
            Map<DeclaredMethod, Draft> drafts,
            PolicyBuilder builder,
            Report report) {
        onType.forEach(builder::check);
        if (type.kind() == DeclaredType.Kind.ANNOTATION) {
            return;
        }
        nothingGoverned(type, onType, report);
        for (Draft draft : drafts.values()) {
            repeats(draft, onType, report);
        }
        looseKeys(type, drafts, report);
    }

    private static void nothingGoverned(DeclaredType type, List<Found> onType, Report report) {
        boolean any = type.methods().stream().anyMatch(method -> Eligibility.byType(method, type.kind()));
        if (any) {
            return;
        }
        for (Found found : onType) {
            report.add(new Problem(
                    "nothing-governed",
                    Problem.Severity.WARNING,
                    found.who() + " governs nothing: the type declares no public instance method.",
                    "annotate the methods that are meant, or move it to the type that declares them",
                    found.where(null)));
        }
    }

    private static void repeats(Draft draft, List<Found> onType, Report report) {
        if (!Eligibility.byType(draft.method(), DeclaredType.Kind.INTERFACE)) {
            return;
        }
        for (Found own : draft.found().values()) {
            Optional<Found> outer = onType.stream()
                    .filter(found -> found.kind() == own.kind() && !own.onType() && own.from() == null)
                    .filter(found ->
                            found.annotation().values().equals(own.annotation().values()))
                    .findFirst();
            outer.ifPresent(found -> report.warn(
                    draft.method(),
                    "duplicate-annotation",
                    own.where(null),
                    own.who() + " repeats the one on " + Spelling.simple(found.type()) + ".",
                    "remove one of the two"));
        }
    }

    /** Keys of methods that nothing governs, where everything that could govern them is in sight. */
    private static void looseKeys(DeclaredType type, Map<DeclaredMethod, Draft> drafts, Report report) {
        for (DeclaredMethod method : type.methods()) {
            boolean closed = type.complete() && method.implemented().isEmpty() && !Access.isAbstract(method);
            boolean open = Finder.has(method.annotations(), Finder.UNGOVERNED) || Access.isSynthetic(method);
            if (closed && !open && !drafts.containsKey(method)) {
                KeyRule.check(type.name(), method, List.of(), report);
            }
        }
    }
}
