package dev.flyball.sample.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.sample.jdk.JrtReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog without governance: what the program itself does. */
class CatalogTest {

    @TempDir
    static Path folder;

    private static Database database;
    private static int indexed;
    private static boolean broken;

    @BeforeAll
    static void indexAFewClasses() throws Exception {
        Path file = ClassIndexer.catalogIn(folder);
        JrtReader reader = new JrtReader(() -> {});
        assertThat(ClassIndexer.isIndexed(file)).isFalse();
        indexed = new ClassIndexer(reader, (done, all) -> {})
                .index(
                        List.of(
                                reader.fileOf("java.base", "java.util.HashMap"),
                                reader.fileOf("java.base", "java.util.HashSet"),
                                reader.fileOf("java.base", "java.util.LinkedHashMap"),
                                reader.fileOf("java.base", "no.such.Class")),
                        file);
        assertThat(ClassIndexer.isIndexed(file)).isTrue();
        database = new Database(file, 2, () -> {
            if (broken) {
                throw new SQLException("down");
            }
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aClassFileThatCannotBeReadIsSkipped() {
        assertThat(indexed).isEqualTo(3);
    }

    @Test
    void howFilesAreReadMakesNoDifferenceToWhatIsKnown() throws Exception {
        JrtReader reader = new JrtReader(() -> {});
        List<String> files = reader.classFiles().stream()
                .filter(file -> file.startsWith("/modules/java.base/java/util/concurrent/"))
                .toList();
        List<String> bounded = names(files, ClassIndexer.bounded(), "bounded");
        assertThat(bounded).hasSameSizeAs(files);
        assertThat(names(files, new SubmittedParallel(2), "submitted")).isEqualTo(bounded);
    }

    private static List<String> names(List<String> files, Parallel parallel, String catalog) throws Exception {
        Path file = folder.resolve(catalog);
        new ClassIndexer(new JrtReader(() -> {}), parallel, (done, all) -> {}).index(files, file);
        try (Database known = new Database(file, 1, () -> {})) {
            return known.column("select name from class order by name");
        }
    }

    @Test
    void aSearchFindsSimpleNamesByTheirBeginningInAnyCase() throws SQLException {
        assertThat(new Catalog(database).search(" HASH").lines())
                .containsExactly("java.util.HashMap", "java.util.HashSet");
    }

    @Test
    void aScanFindsClassesByTheirStringConstants() throws SQLException {
        Catalog catalog = new Catalog(database);

        assertThat(catalog.grep("java.", "Illegal.*capacity").lines()).contains("java.util.HashMap");
        assertThat(catalog.grep("java.sql", "Illegal.*capacity").lines()).isEmpty();
    }

    @Test
    void relativesAreDirectSubclasses() {
        Relatives relatives = new Relatives(database, Runnable::run);

        assertThat(relatives.of("java.util.HashMap"))
                .isCompletedWithValue(Answer.fresh(List.of("java.util.LinkedHashMap")));
    }

    @Test
    void theLastKnownAnswerSaysWhetherTheDatabaseWasTried() throws SQLException {
        Catalog catalog = new Catalog(database);
        catalog.search("hashm");

        assertThat(catalog.lastKnown("hashm", new SQLException("down")))
                .isEqualTo(new Answer(Answer.Kind.STALE, List.of("java.util.HashMap")));
        assertThat(catalog.lastKnown("hashm", new RejectedExecutionException("open")))
                .isEqualTo(new Answer(Answer.Kind.STALE_UNTRIED, List.of("java.util.HashMap")));
    }

    @Test
    void whatWasNeverKnownStaysAFailure() {
        SQLException down = new SQLException("down");

        assertThatThrownBy(() -> new Catalog(database).lastKnown("never", down))
                .hasMessage("nothing known of 'never'")
                .hasCause(down);
    }

    @Test
    void aBrokenDatabaseFailsTheSearch() {
        broken = true;
        try {
            assertThatThrownBy(() -> new Catalog(database).search("hash")).hasMessage("down");
        } finally {
            broken = false;
        }
    }
}
