package dev.flyball.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether one method can stand in for another. */
final class FallbackFit {

    /** How a fallback is called. */
    record Shape(boolean takesArguments, @Nullable String cause) {}

    private FallbackFit() {}

    /** How the candidate is called in place of the method; null if its parameters do not allow it. */
    static @Nullable Shape shape(DeclaredMethod method, DeclaredMethod candidate, TypeFacts types) {
        List<String> wanted = Spelling.types(method);
        List<String> offered = Spelling.types(candidate);
        if (offered.equals(wanted)) {
            return new Shape(!wanted.isEmpty(), null);
        }
        if (offered.isEmpty()) {
            return new Shape(false, null);
        }
        int last = offered.size() - 1;
        String cause = offered.get(last);
        List<String> before = offered.subList(0, last);
        boolean same = before.equals(wanted);
        return (same || before.isEmpty()) && types.maybe(cause, TypeFacts.THROWABLE)
                ? new Shape(same && !wanted.isEmpty(), cause)
                : null;
    }

    /** Whether the candidate returns and throws what the method may; reports where it does not. */
    static boolean endsAlike(
            DeclaredMethod method, DeclaredMethod candidate, Problem.Where where, TypeFacts types, Report report) {
        String who = "'" + Spelling.signature(candidate) + "' cannot stand in for " + Spelling.method(method) + ": ";
        boolean sound = true;
        if (!types.maybe(candidate.returnType(), method.returnType())) {
            sound = false;
            report.error(
                    method,
                    "fallback-return",
                    where,
                    who + "it returns " + Spelling.simple(candidate.returnType()) + ", not "
                            + Spelling.simple(method.returnType()) + ".",
                    "let it return " + Spelling.simple(method.returnType()));
        }
        for (String thrown : candidate.exceptions()) {
            if (!types.maybeUnchecked(thrown) && method.exceptions().stream().noneMatch(d -> types.maybe(thrown, d))) {
                sound = false;
                report.error(
                        method,
                        "fallback-throws",
                        where,
                        who + "it throws " + Spelling.simple(thrown) + ", which " + method.name()
                                + " does not declare.",
                        "catch it in the fallback, or declare it on " + method.name());
            }
        }
        return sound;
    }

    /** Narrower cause types before wider ones, those that ignore the cause last; else as declared. */
    static List<FallbackChoice> mostSpecificFirst(List<FallbackChoice> choices, TypeFacts types) {
        List<FallbackChoice> sorted = new ArrayList<>(choices);
        sorted.sort(Comparator.<FallbackChoice>comparingLong(choice -> -wider(choice, choices, types))
                .thenComparing(choice -> choice.cause() == null ? "" : choice.cause()));
        return sorted;
    }

    private static long wider(FallbackChoice choice, List<FallbackChoice> choices, TypeFacts types) {
        String cause = choice.cause();
        return cause == null
                ? -1
                : choices.stream()
                        .filter(other -> other.cause() != null
                                && !other.cause().equals(cause)
                                && (types.is(cause, other.cause())
                                        || other.cause().equals(TypeFacts.THROWABLE)))
                        .count();
    }
}
