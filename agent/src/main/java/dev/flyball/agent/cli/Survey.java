package dev.flyball.agent.cli;

import dev.flyball.agent.find.GovernedIndex;
import dev.flyball.agent.find.PoolWalk;
import dev.flyball.agent.read.GovernedClass;
import dev.flyball.agent.read.TypeSource;
import dev.flyball.model.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Every class of some jars and folders that concerns Flyball, judged with all of them in view. {@code unindexed} are the
 * types that pass governance on and stand in no index, so that the agent would not see it. Immutable.
 */
record Survey(List<GovernedClass> classes, List<String> unindexed) {

    static Survey of(List<String> places, PrintStream err) throws IOException {
        ClassFiles files = ClassFiles.of(places);
        GovernedIndex needed = Hierarchy.index(files);
        PoolWalk walk = new PoolWalk(List.of(needed.spellings()), List.of());
        TypeSource around = files.or(TypeSource.PLATFORM);
        List<GovernedClass> classes = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.byName().entrySet()) {
            if (!walk.hits(file.getValue())) {
                continue;
            }
            try {
                GovernedClass judged = GovernedClass.of(file.getValue(), around);
                if (judged.concerns()) {
                    classes.add(judged);
                }
            } catch (RuntimeException unparsable) {
                err.println("[unparsable-class] " + file.getKey() + " is skipped: " + unparsable);
            }
        }
        TreeSet<String> unindexed = new TreeSet<>(needed.carriers());
        unindexed.addAll(needed.stereotypes());
        unindexed.removeIf(files.index()::names);
        return new Survey(List.copyOf(classes), List.copyOf(unindexed));
    }

    long problems(Problem.Severity severity) {
        return classes.stream()
                .flatMap(type -> type.problems().stream())
                .filter(problem -> problem.severity() == severity)
                .count();
    }

    /** The last line, and before it what the agent would not see. */
    void printSummary(PrintStream out) {
        if (!unindexed.isEmpty()) {
            out.println(
                    "[not-indexed] these pass governance on to other classes, which the agent sees only with an index"
                            + " (scan --write-index before packing) or flyball.agent.inherit and .stereotypes: "
                            + String.join(", ", unindexed));
        }
        long governed =
                classes.stream().mapToLong(type -> type.governed().size()).sum();
        long governing =
                classes.stream().filter(type -> !type.governed().isEmpty()).count();
        long declined =
                classes.stream().mapToLong(type -> type.declined().size()).sum();
        out.println(governed + " governed methods in " + governing + " classes, " + declined + " declined, "
                + problems(Problem.Severity.ERROR) + " errors, " + problems(Problem.Severity.WARNING) + " warnings");
    }
}
