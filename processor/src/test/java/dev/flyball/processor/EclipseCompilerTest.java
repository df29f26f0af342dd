package dev.flyball.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Eclipse compiler shows the processor the same sources through its own model; the wrappers must not differ. */
class EclipseCompilerTest {

    private static final Path GOLDEN = Sources.ROOT.resolve("golden");

    @TempDir
    Path out;

    @TestFactory
    Stream<DynamicTest> theEclipseCompilerGetsTheSameWrappers() {
        return Sources.children(GOLDEN).stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private void check(Path folder) throws IOException {
        Path target = Files.createDirectories(out.resolve(folder.getFileName()));
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler compiler = new EclipseCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(target));
            files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(target));
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    files,
                    diagnostics,
                    List.of("--release", "17", "-warn:-unused,-warningToken"),
                    null,
                    files.getJavaFileObjectsFromPaths(Sources.files(folder)));
            task.setProcessors(List.of(new GovernanceProcessor()));
            task.call();
        }
        assertThat(diagnostics.getDiagnostics())
                .extracting(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .isEmpty();
        assertThat(written(target)).isEqualTo(written(folder.resolve("expected")));
    }

    private static SortedMap<String, String> written(Path folder) throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(path -> path.toString().endsWith(".java"))
                    .forEach(path -> all.put(path.getFileName().toString(), Sources.read(path)));
        }
        return all;
    }
}
