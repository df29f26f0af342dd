package dev.flyball.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourcesTest {

    /** Where Atlas uses something of Flyball by hand, and what; what governs its methods it must not know. */
    private static final Map<String, String> BY_HAND = Map.of(
            "BoundedParallel.java", "dev.flyball.runtime.pool.",
            "Overviews.java", "dev.flyball.runtime.degrade.Degradation;");

    @Test
    void theProgramKnowsFlyballsAnnotationsAndUsesTwoThingsByHandOnly() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file).stream()
                                    .filter(line -> line.contains("dev.flyball.runtime")))
                            .allMatch(line -> BY_HAND.containsKey(
                                            file.getFileName().toString())
                                    && line.startsWith("import "
                                            + BY_HAND.get(file.getFileName().toString()))));
        }
    }
}
