package dev.flyball.acceptance.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.acceptance.Repository;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both front ends read one corpus, of every shape that Java's methods come in, and must mean the same by it. */
class ParityTest {

    /** Types declared in bodies: the compiler shows them to no processor. */
    private static final String HIDDEN_FROM_PROCESSORS = "corpus.Hiding";

    @TempDir
    static Path classes;

    private static Meaning source;
    private static Meaning bytes;

    @BeforeAll
    static void readTheCorpusTwice() throws IOException, ReflectiveOperationException {
        source = Meaning.empty();
        compile(source);
        try (ByteSide side = new ByteSide()) {
            bytes = side.read(classes);
        }
    }

    private static void compile(Meaning meaning) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<Path> sources;
        try (Stream<Path> all =
                Files.list(Repository.root().resolve("acceptance/src/test/resources/dev/flyball/acceptance/parity"))) {
            sources = all.sorted().toList();
        }
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-encoding", "UTF-8", "-g", "-Xlint:-options", "-nowarn");
            JavaCompiler.CompilationTask task =
                    javac.getTask(complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(List.of(new SourceSide(meaning)));
            assertThat(task.call()).as(complaints.toString()).isTrue();
        }
    }

    @Test
    void everyPlanLineIsTheSame() {
        assertThat(differences(Meaning::plans)).isEmpty();
    }

    @Test
    void everyProblemIsTheSameAtTheSamePlaceInTheSameWords() {
        assertThat(differences(Meaning::problems)).isEmpty();
    }

    @Test
    void everyMethodIsDeclinedForTheSameReasonButBridgesWhichNoSourceShows() {
        assertThat(differences(Meaning::declined))
                .isNotEmpty()
                .allMatch(difference -> difference.endsWith(": null | the compiler wrote it"));
    }

    @Test
    void typesInsideBodiesAreGovernedByTheAgentAlone() {
        assertThat(source.of(HIDDEN_FROM_PROCESSORS).plans()).isEmpty();
        assertThat(bytes.of(HIDDEN_FROM_PROCESSORS).plans())
                .containsOnlyKeys(
                        "corpus.Hiding$1.run()V",
                        "corpus.Hiding$1Local.held(I)I",
                        "corpus.Hiding$1Pair.made()I",
                        "corpus.Hiding$Planet$1.turn()V");
    }

    /** The places where the two differ: {@code place: source | bytes}. */
    private static List<String> differences(Function<Meaning, SortedMap<String, String>> aspect) {
        SortedMap<String, String> left = aspect.apply(source);
        SortedMap<String, String> right = aspect.apply(bytes.without(HIDDEN_FROM_PROCESSORS));
        SortedSet<String> places = new TreeSet<>(left.keySet());
        places.addAll(right.keySet());
        return places.stream()
                .filter(place -> !Objects.equals(left.get(place), right.get(place)))
                .map(place -> place + ": " + left.get(place) + " | " + right.get(place))
                .toList();
    }

    @Test
    void theCorpusIsWideEnoughToMeanSomething() {
        assertThat(source.plans().keySet().stream().filter(place -> !place.endsWith("(contract)")))
                .hasSizeGreaterThanOrEqualTo(100);
        assertThat(source.plans().values()).anyMatch(line -> line.contains(" stage "));
        Set<String> tags = new TreeSet<>();
        source.problems()
                .values()
                .forEach(text -> Pattern.compile("\\[([a-z-]+)] ")
                        .matcher(text)
                        .results()
                        .forEach(match -> tags.add(match.group(1))));
        assertThat(tags).as(tags.stream().collect(Collectors.joining(" "))).hasSizeGreaterThanOrEqualTo(25);
    }
}
