package dev.flyball.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the methods that a fallback's name stands for: the governed method's parameters or none, each perhaps followed by
 * a Throwable; static for static; a return type that fits; no checked exception that the governed method does not
 * declare. What the front end cannot know is accepted, and checked when the method is linked.
 */
final class FallbackResolver {

    private final DeclaredType type;
    private final TypeFacts types;
    private final Report report;
    private final FallbackSearch search;

    FallbackResolver(DeclaredType type, TypeFacts types, Report report) {
        this.type = type;
        this.types = types;
        this.report = report;
        this.search = new FallbackSearch(type);
    }

    /** The choices, most specific first; none after an error, and none where the class is not seen whole. */
    List<FallbackChoice> resolve(DeclaredMethod method, String name, Found found) {
        Problem.Where where = found.where("fallback");
        List<DeclaredMethod> named = search.named(name);
        List<DeclaredMethod> others =
                named.stream().filter(m -> !search.same(m, method)).toList();
        List<FallbackChoice> choices = new ArrayList<>();
        Map<DeclaredMethod, String> unfit = new LinkedHashMap<>();
        boolean sound = true;
        for (DeclaredMethod candidate : others) {
            FallbackFit.Shape shape = FallbackFit.shape(method, candidate, types);
            if (shape == null) {
                unfit.put(candidate, needs(method));
            } else if (Access.isStatic(method) && !Access.isStatic(candidate)) {
                unfit.put(candidate, "needs to be static, as " + method.name() + " is");
            } else {
                List<Problem> misfits = FallbackFit.misfits(method, candidate, where, types);
                if (misfits.isEmpty()) {
                    choices.add(new FallbackChoice(candidate, shape.takesArguments(), shape.cause()));
                } else if (shape.isCertain(types)) {
                    misfits.forEach(misfit -> report.add(method, misfit));
                    sound = false;
                } else {
                    unfit.put(candidate, needs(method));
                }
            }
        }
        if (!sound) {
            return List.of();
        }
        if (choices.isEmpty()) {
            none(method, name, named, unfit, found);
            return List.of();
        }
        List<FallbackChoice> sorted = FallbackFit.mostSpecificFirst(choices, types);
        tie(method, sorted, where);
        return sorted;
    }

    private void none(
            DeclaredMethod method,
            String name,
            List<DeclaredMethod> named,
            Map<DeclaredMethod, String> unfit,
            Found found) {
        Problem.Where where = found.where("fallback");
        String fix = "declare " + Spelling.declaration(method, name);
        if (!unfit.isEmpty()) {
            if (type.complete()) {
                String reasons = unfit.entrySet().stream()
                        .limit(FallbackSearch.MOST)
                        .map(entry -> Spelling.signature(entry.getKey()) + " " + entry.getValue())
                        .collect(Collectors.joining("; "));
                report.error(
                        method,
                        "fallback-signature",
                        where,
                        "No '" + name + "' can stand in for " + Spelling.method(method) + ": " + reasons + ".",
                        fix);
            }
        } else if (!named.isEmpty()) {
            report.error(
                    method,
                    "fallback-cycle",
                    where,
                    "The fallback of " + Spelling.method(method) + " is the method itself.",
                    found.onType() ? "mark " + name + " with @Ungoverned" : "name another method");
        } else if (type.complete()) {
            report.error(
                    method,
                    "fallback-not-found",
                    where,
                    "No method '" + name + "' in " + Spelling.simple(type.name()) + " can stand in for "
                            + Spelling.method(method) + "." + search.hints(method, name),
                    fix);
        }
    }

    private void tie(DeclaredMethod method, List<FallbackChoice> sorted, Problem.Where where) {
        for (int i = 1; i < sorted.size(); i++) {
            FallbackChoice one = sorted.get(i - 1);
            FallbackChoice other = sorted.get(i);
            boolean failure = one.cause() == null || types.is(one.cause(), TypeFacts.THROWABLE);
            if (failure && Objects.equals(one.cause(), other.cause())) {
                String takes = one.cause() == null ? "any failure" : Spelling.simple(one.cause());
                report.error(
                        method,
                        "fallback-ambiguous",
                        where,
                        "Both " + Spelling.signature(one.method()) + " and " + Spelling.signature(other.method())
                                + " could stand in for " + Spelling.method(method) + ": each takes " + takes + ".",
                        "rename one of them");
            }
        }
    }

    private static String needs(DeclaredMethod method) {
        String all = Stream.of(Spelling.types(Spelling.types(method)), "()")
                .distinct()
                .collect(Collectors.joining(" or "));
        return "needs " + all + (all.contains(" or ") ? ", each" : "") + " optionally plus a Throwable";
    }
}
