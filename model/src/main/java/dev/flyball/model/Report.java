package dev.flyball.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The problems of one type as they are found, each once, and the methods that errors leave ungoverned. */
final class Report {

    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<DeclaredMethod, String> refused = new LinkedHashMap<>();

    /** A problem that concerns this method. */
    void add(DeclaredMethod method, Problem problem) {
        problems.add(problem);
        if (problem.severity() == Problem.Severity.ERROR) {
            refused.putIfAbsent(method, problem.text());
        }
    }

    /** A problem that leaves every method as it is. */
    void add(Problem problem) {
        problems.add(problem);
    }

    void error(DeclaredMethod method, String tag, Problem.Where where, String sentence, String fix) {
        add(method, new Problem(tag, Problem.Severity.ERROR, sentence, fix, where));
    }

    void warn(DeclaredMethod method, String tag, Problem.Where where, String sentence, String fix) {
        add(method, new Problem(tag, Problem.Severity.WARNING, sentence, fix, where));
    }

    /** Why that method cannot be governed, if an error concerned it. */
    Optional<String> refusal(DeclaredMethod method) {
        return Optional.ofNullable(refused.get(method));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
