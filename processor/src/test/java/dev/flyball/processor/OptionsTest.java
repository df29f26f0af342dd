package dev.flyball.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.flyball.annotation.Bulkhead;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Path PROBLEMS = Sources.ROOT.resolve("problems");

    private static final String GOOD = """
        package com.acme;

        class Shop {

            @dev.flyball.annotation.Bulkhead(max = 1)
            @Audited
            public void open() {}
        }
        """;

    @Test
    void withoutWrappersNothingIsWrittenAndWhatHindersThemIsNoProblem() {
        List<JavaFileObject> sources =
                List.of(Sources.file(PROBLEMS.resolve("Closed.java")), Sources.file(PROBLEMS.resolve("Shapes.java")));
        Compilation compilation = Sources.strictly(sources, "-Aflyball.wrappers=none");
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(compilation.generatedSourceFiles()).isEmpty();
    }

    @Test
    void withoutWrappersWhatTheAnnotationsMeanIsStillChecked() {
        Compilation compilation =
                Sources.compile(List.of(Sources.file(PROBLEMS.resolve("Numbers.java"))), "-Aflyball.wrappers=none");
        assertThat(texts(compilation, Diagnostic.Kind.ERROR)).anyMatch(text -> text.startsWith("[bad-duration] "));
    }

    @Test
    void withoutTheRuntimeInSightTheWaysOutAreNamed() throws URISyntaxException {
        File annotations = new File(Bulkhead.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Compilation compilation = Sources.compiler(new GovernanceProcessor())
                .withClasspath(List.of(annotations))
                .compile(shop());
        assertThat(texts(compilation, Diagnostic.Kind.ERROR))
                .containsExactly(
                        "[no-runtime] The wrapper of Shop needs flyball-runtime, which is not in sight. Fix: add"
                                + " dev.flyball:flyball-runtime to the class path, or require dev.flyball.runtime, or"
                                + " compile with -Aflyball.wrappers=none and govern it by the agent");
    }

    @Test
    void anUnknownOptionIsAnsweredWithThoseThatExist() {
        Compilation compilation = Sources.compile(shop(), "-Aflyball.wrapper=none");
        assertThat(texts(compilation, Diagnostic.Kind.WARNING))
                .containsOnlyOnce("[unknown-option] There is no option -Aflyball.wrapper. Fix: use one of"
                        + " -Aflyball.copyAnnotations=<names of annotations, separated by commas>,"
                        + " -Aflyball.debug=<true or false>, -Aflyball.wrappers=<all or none>");
        assertThat(Sources.generated(compilation)).containsKey("Shop_Governed.java");
    }

    @Test
    void anUnknownValueIsAnsweredWithThoseThatExistAndTheUsualOneCounts() {
        Compilation compilation = Sources.compile(shop(), "-Aflyball.wrappers=some");
        assertThat(texts(compilation, Diagnostic.Kind.WARNING))
                .containsExactly("[unknown-option] -Aflyball.wrappers=some is neither. Fix: write all or none");
        assertThat(Sources.generated(compilation)).containsKey("Shop_Governed.java");
    }

    @Test
    void listedAnnotationsAreCopied() {
        assertThat(Sources.generated(Sources.strictly(shop())).get("Shop_Governed.java"))
                .doesNotContain("@Audited");
        Compilation copied = Sources.strictly(shop(), "-Aflyball.copyAnnotations=com.acme.Audited");
        assertThat(Sources.generated(copied).get("Shop_Governed.java"))
                .contains("  @Override\n  @Audited\n  public void open() {");
    }

    @Test
    void aCopiedBindingIsNotComplainedOf() {
        Compilation compilation =
                Sources.strictly(Sources.in(PROBLEMS.resolve("binding")), "-Aflyball.copyAnnotations=com.acme.Audited");
        assertThat(compilation.diagnostics()).isEmpty();
    }

    @Test
    void debuggingPrintsThePlanLineOfEveryGovernedMethod() {
        Compilation compilation = Sources.compile(shop(), "-Aflyball.debug=true");
        assertThat(texts(compilation, Diagnostic.Kind.NOTE))
                .containsExactly("com.acme.Shop.open()V v1 bulkhead(name=com.acme.Shop.open max=1 max-waiting=0"
                        + " max-wait=0s per-owner=0)");
    }

    private static List<JavaFileObject> shop() {
        return List.of(
                Sources.text(GOOD, "Shop.java"),
                Sources.text("package com.acme; @interface Audited {}", "Audited.java"));
    }

    private static List<String> texts(Compilation compilation, Diagnostic.Kind kind) {
        return compilation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == kind)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }
}
