package dev.flyball.sample.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.sample.jdk.JrtReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overviews without governance: what the program itself does. */
class OverviewsTest {

    private static final String PACKAGE = "java.util.function";

    @TempDir
    static Path folder;

    private static Database database;

    private final AtomicInteger reads = new AtomicInteger();
    private final Overviews overviews =
            new Overviews(new Sketches(database), new ClassShelf(new JrtReader(reads::incrementAndGet)));

    @BeforeAll
    static void indexAPackage() throws Exception {
        Path file = ClassIndexer.catalogIn(folder);
        JrtReader reader = new JrtReader(() -> {});
        List<String> files = reader.classFiles().stream()
                .filter(name -> name.startsWith("/modules/java.base/java/util/function/"))
                .toList();
        new ClassIndexer(reader, (done, all) -> {}).index(files, file);
        database = new Database(file, 1, () -> {});
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void tenClassesThatDifferAreDescribedFromTheirFiles() throws Exception {
        Answer answer = overviews.of(PACKAGE);

        assertThat(answer.kind()).isEqualTo(Answer.Kind.FRESH);
        assertThat(answer.lines())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("java\\.util\\.function\\.\\w+, \\d+ methods"));
        assertThat(reads).hasValue(10);
    }

    @Test
    void aGlanceIsSmallerAndReadsNoFile() throws Exception {
        Answer answer = overviews.glance(PACKAGE);

        assertThat(answer.kind()).isEqualTo(Answer.Kind.REDUCED);
        assertThat(answer.lines()).hasSize(10).contains("java.util.function.BiConsumer");
        assertThat(reads).hasValue(0);
    }

    @Test
    void aPackageThatIsNotThereHasNoClasses() throws Exception {
        assertThat(overviews.of("no.such")).isEqualTo(Answer.fresh(List.of()));
    }

    @Test
    void classesWithTheSameMethodsAreSketchedAlike() {
        Sketch map = Sketch.of("Map", "m", "get\nput");

        assertThat(map.differences(Sketch.of("Other", "m", "put\nget"))).isZero();
        assertThat(map.differences(Sketch.of("More", "m", "get\nput\nlistIterator")))
                .isEqualTo(1);
    }
}
