package dev.flyball.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourcesTest {

    /** Where Atlas uses a utility by hand; what governs its methods it must not know. */
    private static final String BY_HAND = "BoundedParallel.java";

    @Test
    void theProgramKnowsFlyballsAnnotationsAndOneUtilityOnly() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java") && !file.endsWith(BY_HAND)))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("dev.flyball.runtime"));
        }
    }
}
