package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the agent's jar may hold: little that a class path sees, and nothing that could clash with a program's. */
class JarContentIT {

    @Test
    void aClassPathSeesTheDoorAndTheLoaderOnly() throws IOException {
        try (JarFile jar = new JarFile(Jvm.agentJar().toFile())) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .containsExactlyInAnyOrder(
                            "dev/flyball/agent/AgentLoader.class", "dev/flyball/agent/FlyballAgent.class");
        }
    }

    @Test
    void everythingElseLiesBelowInst() throws IOException {
        try (JarFile jar = new JarFile(Jvm.agentJar().toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
                    .allMatch(name -> name.matches("META-INF/(MANIFEST\\.MF|LICENSE)"
                            + "|dev/flyball/agent/[A-Za-z]+\\.class"
                            + "|inst/dev/flyball/.*"
                            + "|inst/com/typesafe/config/.*"
                            + "|inst/org/slf4j/.*"
                            + "|inst/META-INF/services/org\\.slf4j\\.spi\\.SLF4JServiceProvider"));
            assertThat(jar.stream().map(JarEntry::getName))
                    .contains(
                            "inst/dev/flyball/agent/link/FlyballLink.classdata",
                            "inst/dev/flyball/agent/shaded/bytebuddy/ByteBuddy.classdata",
                            "inst/dev/flyball/runtime/bridge/Linker.classdata");
        }
    }

    @Test
    void theManifestNamesTheDoorAndAsksForWhatWeavingNeeds() throws IOException {
        try (JarFile jar = new JarFile(Jvm.agentJar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            String door = "dev.flyball.agent.FlyballAgent";

            assertThat(manifest.getValue("Premain-Class")).isEqualTo(door);
            assertThat(manifest.getValue("Agent-Class")).isEqualTo(door);
            assertThat(manifest.getValue("Main-Class")).isEqualTo(door);
            assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
            assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
            assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
            assertThat(manifest.getValue("Boot-Class-Path")).isNull();
        }
    }
}
