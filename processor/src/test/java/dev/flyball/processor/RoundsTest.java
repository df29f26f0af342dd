package dev.flyball.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final String WAITING = """
        package com.acme;

        import dev.flyball.annotation.Bulkhead;

        class Shop {

            @Bulkhead(max = 1)
            public java.util.List<? extends Written> open() {
                return java.util.List.of();
            }
        }
        """;

    @Test
    void aTypeWaitsForANameThatAnotherProcessorWrites() {
        Compilation compilation = Sources.compiler(new GovernanceProcessor(), new WritesOne())
                .withOptions("-Xlint:all,-processing", "-Werror")
                .compile(Sources.text(WAITING, "Shop.java"));
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(Sources.generated(compilation)).containsKeys("Written.java", "Shop_Governed.java");
    }

    @Test
    void aNameThatNobodyWritesIsReportedInTheLastRound() {
        Compilation compilation = Sources.compile(List.of(Sources.text(WAITING, "Shop.java")));
        assertThat(compilation.errors()).anySatisfy(error -> {
            assertThat(error.getMessage(Locale.ROOT))
                    .isEqualTo("[unresolved-type] Shop names Written, which does not exist, so its annotations were not"
                            + " read. Fix: correct the name, or add what declares it to the class path");
            assertThat(error.getLineNumber()).isEqualTo(5);
        });
    }

    @Test
    void aTypeThatNothingGovernsIsNotReadAndNotComplainedOf() {
        String plain = WAITING.replace("@Bulkhead(max = 1)", "");
        Compilation compilation = Sources.compile(List.of(Sources.text(plain, "Shop.java")));
        assertThat(compilation.errors())
                .noneMatch(error -> error.getMessage(Locale.ROOT).startsWith("["));
    }

    @Test
    void aClassLiteralThatDoesNotExistYetIsWaitedForToo() {
        String literal = """
            package com.acme;

            class Shop {

                @dev.flyball.annotation.Retry(retryOn = Written.class)
                public void open() {}
            }
            """;
        Compilation compilation = Sources.compiler(new GovernanceProcessor(), new WritesOne("extends Exception"))
                .compile(Sources.text(literal, "Shop.java"));
        assertThat(Sources.generated(compilation).get("Shop_Governed.java")).contains("retry-on=com.acme.Written ");
    }

    /** Writes {@code com.acme.Written} in the first round. */
    private static final class WritesOne extends AbstractProcessor {

        private final String above;
        private boolean written;

        WritesOne() {
            this("");
        }

        WritesOne(String above) {
            this.above = above;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!written) {
                written = true;
                try (Writer out = processingEnv
                        .getFiler()
                        .createSourceFile("com.acme.Written")
                        .openWriter()) {
                    out.write("package com.acme; @SuppressWarnings(\"serial\") class Written " + above + " {}");
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            return false;
        }
    }
}
