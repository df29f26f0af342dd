package dev.flyball.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file or folder under {@code problems} is one compilation. A line that ends in {@code // ERROR tag} or
 * {@code // WARNING tag}, perhaps several, must be where that problem is printed, and there must be no other.
 */
class ProblemPlacesTest {

    private static final Path PROBLEMS = Sources.ROOT.resolve("problems");
    private static final Pattern EXPECTED = Pattern.compile("// (ERROR|WARNING) ([a-z-]+)");
    private static final Pattern TAG = Pattern.compile("^\\[([a-z-]+)] ");

    /** Tags that no source which javac understands can bring about; the model's own tests show them. */
    private static final Set<String> NOT_FROM_SOURCE =
            Set.of("bad-choice", "bad-class", "bad-number", "bad-plan-line", "missing-attribute", "unknown-attribute");

    /** Tags of what is wrong around the sources rather than in them; other tests of this package show them. */
    private static final Set<String> WITHOUT_LINE =
            Set.of("internal-error", "no-runtime", "unknown-option", "unresolved-type");

    @TestFactory
    Stream<DynamicTest> everyProblemIsPrintedWhereItIs() {
        return Sources.children(PROBLEMS).stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)));
    }

    private static void check(Path path) {
        List<Path> files = Files.isDirectory(path) ? Sources.files(path) : List.of(path);
        List<String> expected = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Sources.read(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                Matcher marks = EXPECTED.matcher(lines.get(i));
                while (marks.find()) {
                    expected.add(place(file.getFileName().toString(), i + 1, marks.group(1), marks.group(2)));
                }
            }
        }
        Compilation compilation =
                Sources.compile(files.stream().map(Sources::file).toList());
        List<String> printed = compilation.diagnostics().stream()
                .filter(diagnostic ->
                        TAG.matcher(diagnostic.getMessage(Locale.ROOT)).find()
                                || diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(ProblemPlacesTest::place)
                .toList();
        assertThat(printed).describedAs("%s", compilation.diagnostics()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String place(Diagnostic<? extends JavaFileObject> diagnostic) {
        Matcher tag = TAG.matcher(diagnostic.getMessage(Locale.ROOT));
        JavaFileObject source = diagnostic.getSource();
        String path = source == null ? "nowhere" : source.toUri().getPath();
        return place(
                path.substring(path.lastIndexOf('/') + 1),
                diagnostic.getLineNumber(),
                diagnostic.getKind() == Diagnostic.Kind.ERROR ? "ERROR" : "WARNING",
                tag.find() ? tag.group(1) : diagnostic.getMessage(Locale.ROOT));
    }

    private static String place(String file, long line, String kind, String tag) {
        return file + ":" + line + " " + kind + " " + tag;
    }

    @Test
    void everyTagOfModelAndProcessorHasASourceThatBringsItAbout() throws IOException {
        Set<String> shown = new TreeSet<>(NOT_FROM_SOURCE);
        shown.addAll(WITHOUT_LINE);
        for (Path path : everyFile(PROBLEMS)) {
            Matcher marks = EXPECTED.matcher(Sources.read(path));
            while (marks.find()) {
                shown.add(marks.group(2));
            }
        }
        assertThat(shown).containsExactlyInAnyOrderElementsOf(tags());
    }

    /** What stands where a tag stands: first in a problem, or in brackets at the start of a text. */
    private static Set<String> tags() throws IOException {
        Pattern literal = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"|\"\\[([a-z]+(?:-[a-z]+)+)] ");
        Set<String> others = Set.of("circuit-breaker", "rate-limited", "adaptive-concurrency", "this-escape");
        Set<String> tags = new TreeSet<>();
        for (Path sources : List.of(Path.of("src/main/java"), Path.of("../model/src/main/java"))) {
            for (Path file : everyFile(sources)) {
                Matcher found = literal.matcher(Sources.read(file));
                while (found.find()) {
                    tags.add(found.group(1) == null ? found.group(2) : found.group(1));
                }
            }
        }
        tags.removeAll(others);
        return tags;
    }

    private static List<Path> everyFile(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}
