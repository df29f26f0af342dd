package dev.flyball.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private final Properties properties = new Properties();

    @Test
    void withoutAnyTheDefaultsStand() {
        Settings settings = Settings.read(properties, Map.of());

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.debug()).isFalse();
        assertThat(settings.scopeJvm()).isFalse();
        assertThat(settings.sweepBatch()).isEqualTo(100);
        assertThat(settings.sweepPauseMillis()).isEqualTo(100);
        assertThat(settings.inherit()).isEmpty();
        assertThat(settings.complaints()).isEmpty();
    }

    @Test
    void aPropertyIsBelievedBeforeTheEnvironmentAndThatBeforeAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("f.conf");
        Files.writeString(
                file,
                "flyball.agent { sweep-batch = 1, sweep-pause = 1ms, inherit = [com.acme, com.other], debug = true }");
        properties.setProperty("flyball.config.files", file.toString());
        properties.setProperty("flyball.agent.sweep-batch", "3");
        Settings settings =
                Settings.read(properties, Map.of("FLYBALL_AGENT_SWEEP_BATCH", "2", "FLYBALL_AGENT_SWEEP_PAUSE", "2ms"));

        assertThat(settings.sweepBatch()).isEqualTo(3);
        assertThat(settings.sweepPauseMillis()).isEqualTo(2);
        assertThat(settings.inherit()).containsExactly("com.acme", "com.other");
        assertThat(settings.debug()).isTrue();
    }

    @Test
    void valuesNotUnderstoodAreToldAndTheDefaultStandsIn() {
        properties.setProperty("flyball.agent.scope", "world");
        properties.setProperty("flyball.agent.sweep-pause", "soon");
        properties.setProperty("flyball.enabled", "maybe");
        Settings settings = Settings.read(properties, Map.of());

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.scopeJvm()).isFalse();
        assertThat(settings.sweepPauseMillis()).isEqualTo(100);
        assertThat(settings.complaints())
                .containsExactly(
                        "[wrong-setting] flyball.enabled = maybe is not true or false; true stands in for it.",
                        "[wrong-setting] flyball.agent.scope = world is not caller or jvm; caller stands in for it.",
                        "[wrong-setting] flyball.agent.sweep-pause = soon is not a number above 0 of ms; 100ms stands in"
                                + " for it.");
    }

    @Test
    void anUnknownKeyInAFileIsListedWithThoseThatExist(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("f.conf");
        Files.writeString(file, "flyball { agent.scoop = jvm, circuit-breaker.x.probes = 3 }");
        properties.setProperty("flyball.config.files", file + ", " + folder.resolve("absent.conf"));

        assertThat(Settings.read(properties, Map.of()).complaints())
                .containsExactly(
                        "[unknown-setting] the agent knows no setting flyball.agent.scoop, it is skipped. Known are"
                                + " enabled, agent.include, agent.exclude, agent.exclude-loaders, agent.inherit,"
                                + " agent.stereotypes, agent.scope, agent.bridge, agent.debug, agent.summary, agent.dump-dir,"
                                + " agent.sweep-batch, agent.sweep-pause.");
    }

    @Test
    void aDamagedFileCountsAsEmptyAndIncludesNothing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.conf"), "flyball { agent.debug = true");
        Files.writeString(folder.resolve("more.conf"), "flyball.agent.debug = true");
        Files.writeString(folder.resolve("outer.conf"), "include \"more.conf\"\nflyball.agent.summary = true");
        properties.setProperty("flyball.config.files", folder.resolve("bad.conf") + "," + folder.resolve("outer.conf"));
        Settings settings = Settings.read(properties, Map.of());

        assertThat(settings.debug()).isFalse();
        assertThat(settings.summary()).isTrue();
        assertThat(settings.complaints()).isEmpty();
    }
}
