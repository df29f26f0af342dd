package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.Program.pay;
import static dev.flyball.runtime.config.Program.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PolicyKind;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's own files, in the ways that orchestrators replace them. */
class FilesTest {

    private static final MethodPlan PAY = pay(policy(PolicyKind.CIRCUIT_BREAKER, "payments"));

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("flyball.conf");
    }

    private Configuration start() {
        ConfigSource source = new ConfigSource(
                Map.of("flyball.config.files", file.toString()),
                Map.of(),
                FileAccess.system(),
                ClassLoader.getPlatformClassLoader());
        return new Configuration(source, clock, new ManualAlarm(clock), Runnable::run, EventSink.NONE);
    }

    private static String openFor(Configuration configuration) {
        return configuration.plan(PAY).effective().policies().get(0).attribute("openFor");
    }

    private void write(Path path, String openFor) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "flyball.circuit-breaker.payments.open-for = " + openFor);
    }

    @Test
    void aVolumeWhoseSymbolicLinkIsSwappedIsReadAgain() throws IOException {
        write(folder.resolve("..1/flyball.conf"), "1s");
        write(folder.resolve("..2/flyball.conf"), "2s");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(file, Path.of("..data/flyball.conf"));
        Configuration configuration = start();
        assertThat(openFor(configuration)).isEqualTo("1s");
        Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("..2"));
        Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        clock.advance(Duration.ofSeconds(6));
        assertThat(openFor(configuration)).isEqualTo("2s");
    }

    @Test
    void aFileThatComesLateIsReadThen() throws IOException {
        Configuration configuration = start();
        assertThat(openFor(configuration)).isEqualTo("10s");
        write(file, "2s");
        clock.advance(Duration.ofSeconds(6));
        assertThat(openFor(configuration)).isEqualTo("2s");
    }

    @Test
    void aFolderInPlaceOfTheFileIsAProblemAndNothingMore() throws IOException {
        Files.createDirectory(file);
        Configuration configuration = start();
        assertThat(Program.texts(configuration.view().problems()))
                .singleElement()
                .asString()
                .contains("but it is no regular file");
        assertThat(openFor(configuration)).isEqualTo("10s");
    }

    @Test
    void aFileThatGrowsTooLongLeavesTheOldConfigurationInForce() throws IOException {
        write(file, "1s");
        Configuration configuration = start();
        Files.writeString(file, "#".repeat(300_000));
        clock.advance(Duration.ofMinutes(1));
        assertThat(openFor(configuration)).isEqualTo("1s");
    }
}
