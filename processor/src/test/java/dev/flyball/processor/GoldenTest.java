package dev.flyball.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder under {@code golden} holds sources and, under {@code expected}, the wrappers to be written for them, byte
 * for byte. {@code -Dflyball.updateGoldens} writes them anew.
 */
class GoldenTest {

    private static final Path GOLDEN = Sources.ROOT.resolve("golden");

    @TestFactory
    Stream<DynamicTest> wrappersAreWrittenByteForByteAndCompileUnderAllLints() {
        return Sources.children(GOLDEN).stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private static void check(Path folder) throws IOException {
        Compilation compilation = Sources.strictly(Sources.in(folder));
        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.warnings()).isEmpty();
        SortedMap<String, String> written = Sources.generated(compilation);
        Path expected = folder.resolve("expected");
        if (Boolean.getBoolean("flyball.updateGoldens") || "".equals(System.getProperty("flyball.updateGoldens"))) {
            update(expected, written);
        }
        SortedMap<String, String> golden = new TreeMap<>();
        for (Path file : Sources.children(expected)) {
            golden.put(file.getFileName().toString(), Sources.read(file));
        }
        assertThat(written).isEqualTo(golden);
    }

    private static void update(Path expected, SortedMap<String, String> written) throws IOException {
        Files.createDirectories(expected);
        for (Path old : Sources.children(expected)) {
            Files.delete(old);
        }
        for (var file : written.entrySet()) {
            Files.writeString(expected.resolve(file.getKey()), file.getValue(), UTF_8);
        }
    }

    @Test
    void neitherASecondRunNorTheOrderOfSourcesChangesAWrapper() {
        for (Path folder : Sources.children(GOLDEN)) {
            List<JavaFileObject> sources = Sources.in(folder);
            List<JavaFileObject> reversed = new ArrayList<>(sources);
            Collections.reverse(reversed);
            SortedMap<String, String> first = Sources.generated(Sources.strictly(sources));
            assertThat(Sources.generated(Sources.strictly(sources))).isEqualTo(first);
            assertThat(Sources.generated(Sources.strictly(reversed))).isEqualTo(first);
        }
    }
}
