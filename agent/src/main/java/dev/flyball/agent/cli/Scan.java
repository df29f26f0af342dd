package dev.flyball.agent.cli;

import dev.flyball.agent.find.GovernedIndex;
import dev.flyball.agent.read.GovernedClass;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.MethodPlan;
import dev.flyball.model.PlanText;
import dev.flyball.model.Problem;
import dev.flyball.model.Reading;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code scan <jar|dir>...}: one line for each governed or declined method; with {@code --lines} in columns for programs:
 * what, type, method, descriptor, plan line or reason, between tabs. With {@code --write-index} it also writes into
 * each folder or jar which of its types pass governance on. Exit code 1 if anything is an error.
 */
final class Scan {

    private static final String WRITE_INDEX = "--write-index";
    private static final String LINES = "--lines";

    private final PrintStream out;
    private final PrintStream err;

    Scan(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<String> arguments) throws IOException {
        List<String> places = arguments.stream()
                .filter(argument -> !argument.equals(WRITE_INDEX) && !argument.equals(LINES))
                .toList();
        if (places.isEmpty()) {
            err.println("[nothing-to-scan] scan needs a jar or a folder of classes: scan target/classes");
            return Commands.MISUSED;
        }
        if (arguments.contains(WRITE_INDEX)) {
            for (String place : places) {
                writeIndex(Path.of(place));
            }
        }
        Survey survey = Survey.of(places, err);
        if (arguments.contains(LINES)) {
            survey.classes().forEach(this::printColumns);
        } else {
            survey.classes().forEach(this::print);
            survey.printSummary(out);
        }
        return survey.problems(Problem.Severity.ERROR) > 0 ? 1 : 0;
    }

    private void print(GovernedClass type) {
        String owner = type.type().name() + " ";
        for (Reading.Governed governed : type.governed()) {
            out.println("governed " + owner + Explain.signature(governed.method()) + ": " + policies(governed.plan()));
        }
        for (Reading.Governed contract : type.contracts()) {
            out.println("contract " + owner + Explain.signature(contract.method()) + ": " + policies(contract.plan()));
        }
        for (Reading.Declined declined : type.declined()) {
            out.println("declined " + owner + Explain.signature(declined.method()) + ": " + declined.reason());
        }
        for (Problem problem : type.problems()) {
            out.println(problem.severity().name().toLowerCase(Locale.ROOT) + " " + problem.text());
        }
    }

    private void printColumns(GovernedClass type) {
        for (Reading.Governed governed : type.governed()) {
            printColumns("governed", governed.method(), PlanText.write(governed.plan()));
        }
        for (Reading.Governed contract : type.contracts()) {
            printColumns("contract", contract.method(), PlanText.write(contract.plan()));
        }
        for (Reading.Declined declined : type.declined()) {
            printColumns("declined", declined.method(), declined.reason());
        }
        for (Problem problem : type.problems()) {
            out.println(problem.severity().name().toLowerCase(Locale.ROOT) + "\t"
                    + type.type().name() + "\t\t\t" + problem.text());
        }
    }

    private void printColumns(String what, DeclaredMethod method, String text) {
        out.println(String.join("\t", what, method.owner(), method.name(), method.descriptor(), text));
    }

    private static String policies(MethodPlan plan) {
        String policies =
                plan.policies().stream().map(policy -> policy.kind().key()).collect(Collectors.joining(", "));
        return plan.hasFallback() ? policies + ", fallback " + plan.fallback() : policies;
    }

    private void writeIndex(Path place) throws IOException {
        GovernedIndex index = Hierarchy.index(ClassFiles.of(List.of(place.toString())));
        if (Files.isDirectory(place)) {
            write(index, place);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                write(index, ClassFiles.root(jar.getPath("/")));
            }
        }
        out.println("wrote " + GovernedIndex.PLACE + " in " + place + ": "
                + (index.carriers().size() + index.stereotypes().size()) + " names");
    }

    private static void write(GovernedIndex index, Path root) throws IOException {
        Path file = root.resolve(GovernedIndex.PLACE);
        Files.createDirectories(file.getParent());
        Files.write(file, index.lines());
    }
}
