package dev.flyball.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws Exception {
        return Commands.run(
                List.of(arguments),
                "1.2.3",
                new File("agent.jar"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void aCommandWithoutWhatItNeedsSaysWhat() throws Exception {
        assertThat(run("explain")).isEqualTo(2);
        assertThat(run("scan")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "[nothing-to-explain] explain needs a jar or a folder of classes: explain app.jar",
                        "[nothing-to-scan] scan needs a jar or a folder of classes: scan target/classes");
    }

    @Test
    void whatIsNoJarIsNotTakenForAnEmptyOne() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.jar"), "not a jar");

        assertThat(run("scan", text.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("[unreadable] " + text + " is not a jar, or an empty one");
    }

    @Test
    void theIndexIsWrittenIntoAJarWhereItsClassesBegin() throws Exception {
        Path jar = folder.resolve("boot.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(
                    "BOOT-INF/classes/" + GovernedPort.class.getName().replace('.', '/') + ".class"));
            zip.write(GovernedPort.class
                    .getResourceAsStream("CommandsTest$GovernedPort.class")
                    .readAllBytes());
        }

        assertThat(run("scan", "--write-index", jar.toString())).isZero();
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            assertThat(Files.readAllLines(inside.getPath("BOOT-INF/classes/META-INF/flyball/governed.idx")))
                    .containsExactly("flyball-index 1", "carrier " + GovernedPort.class.getName());
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("contract " + GovernedPort.class.getName() + " void send(): bulkhead")
                .contains("0 governed methods in 0 classes, 0 declined, 0 errors, 0 warnings");
    }

    @Test
    void columnsAreForPrograms() throws Exception {
        Path classes = folder.resolve("com");
        Files.createDirectories(classes);
        Files.write(
                classes.resolve("Desk.class"),
                GovernedDesk.class
                        .getResourceAsStream("CommandsTest$GovernedDesk.class")
                        .readAllBytes());

        assertThat(run("scan", "--lines", folder.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("governed\t" + GovernedDesk.class.getName()
                        + "\tplace\t()V\tv1 bulkhead(name=desk max=1" + " max-waiting=0 max-wait=0s per-owner=0)");
    }

    interface GovernedPort {
        @dev.flyball.annotation.Bulkhead(max = 1)
        void send();
    }

    static class GovernedDesk {
        @dev.flyball.annotation.Bulkhead(max = 1, name = "desk")
        void place() {}
    }
}
