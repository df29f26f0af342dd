package dev.flyball.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether one method can stand in for another. */
final class FallbackFit {

    /** How a fallback is called. */
    record Shape(boolean takesArguments, @Nullable String cause) {

        /** Whether its parameters leave no doubt; what follows the arguments may else be no failure at all. */
        boolean isCertain(TypeFacts types) {
            return cause == null || types.is(cause, TypeFacts.THROWABLE);
        }
    }

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

    /** What the candidate returns or throws that the method may not; empty if it ends as the method may. */
    static List<Problem> misfits(
            DeclaredMethod method, DeclaredMethod candidate, Problem.Where where, TypeFacts types) {
        String who = "'" + Spelling.signature(candidate) + "' cannot stand in for " + Spelling.method(method) + ": ";
        List<Problem> misfits = new ArrayList<>();
        if (!types.maybe(candidate.returnType(), method.returnType())) {
            misfits.add(new Problem(
                    "fallback-return",
                    Problem.Severity.ERROR,
                    who + "it returns " + Spelling.simple(candidate.returnType()) + ", not "
                            + Spelling.simple(method.returnType()) + ".",
                    "let it return " + Spelling.simple(method.returnType()),
                    where));
        }
        for (String thrown : candidate.exceptions()) {
            if (!types.maybeUnchecked(thrown)
                    && method.exceptions().stream().noneMatch(declared -> types.maybe(thrown, declared))) {
                misfits.add(new Problem(
                        "fallback-throws",
                        Problem.Severity.ERROR,
                        who + "it throws " + Spelling.simple(thrown) + ", which " + method.name()
                                + " does not declare.",
                        "catch it in the fallback, or declare it on " + method.name(),
                        where));
            }
        }
        return misfits;
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
