package dev.flyball.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a user's class may be, its wrapper draws no warning that the class does not draw. */
class LintTest {

    private static final Path LINT = Sources.ROOT.resolve("lint");

    @TempDir
    Path out;

    private static final String GOVERNED = """
        package com.acme;

        public class Shop {

            public Shop() {}

            @SuppressWarnings("exports")
            @dev.flyball.annotation.Bulkhead(max = 1)
            public void open() {}
        }
        """;

    @Test
    void wrappersOfAwkwardTypesCompileUnderAllLints() {
        Compilation compilation = Sources.strictly(Sources.in(LINT.resolve("corpus")));
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(Sources.generated(compilation))
                .hasSameSizeAs(Sources.files(LINT.resolve("corpus")))
                .allSatisfy((name, source) -> assertThat(source).doesNotContain("\r"));
    }

    @Test
    void namesOfTheUsersMeanWhatTheyMeantToTheUser() {
        Compilation compilation = Sources.strictly(Sources.in(LINT.resolve("clash")));
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(Sources.generated(compilation)).containsOnlyKeys("Shop_Governed.java", "Store_Governed.java");
    }

    @Test
    void aTypeWithoutPackageIsWrappedBesideItself() {
        Compilation compilation =
                Sources.strictly(List.of(Sources.text(GOVERNED.replace("package com.acme;", ""), "Shop.java")));
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(Sources.generated(compilation).get("Shop_Governed.java")).doesNotContain("package ");
    }

    @Test
    void aModuleThatReadsTheCompilerModuleSeesGenerated() throws IOException {
        assertThat(inModule("requires java.compiler;")).contains("@Generated(");
    }

    @Test
    void aModuleThatDoesNotReadItIsSparedGenerated() throws IOException {
        assertThat(inModule("")).contains("@FlyballGenerated(Shop.class)").doesNotContain("@Generated(");
    }

    private String inModule(String requires) throws IOException {
        Path folder = Files.createDirectories(out.resolve(requires.isEmpty() ? "without" : "with"));
        Path module = Files.writeString(
                folder.resolve("module-info.java"), "module com.acme { " + requires + " exports com.acme; }");
        Path source = Files.createDirectories(folder.resolve("com/acme")).resolve("Shop.java");
        Files.writeString(source, GOVERNED);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            List<String> options = List.of("-Xlint:all,-processing", "-Werror", "--add-reads", "com.acme=ALL-UNNAMED");
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(module, source));
            task.setProcessors(List.of(new GovernanceProcessor()));
            task.call();
        }
        assertThat(diagnostics.getDiagnostics()).isEmpty();
        return Sources.read(folder.resolve("com/acme/Shop_Governed.java"));
    }
}
