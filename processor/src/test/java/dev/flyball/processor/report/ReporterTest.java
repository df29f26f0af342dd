package dev.flyball.processor.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.Problem;
import dev.flyball.model.Problem.Severity;
import dev.flyball.processor.InRound;
import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.SourceReader;
import dev.flyball.processor.read.SourceType;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReporterTest {

    private static final String SOURCE = """
        package com.acme;

        class Source {

            void work() {}
        }
        """;

    @Test
    void theSameProblemAtTheSamePlaceIsPrintedOnce() {
        Compilation compilation = report(2, type -> type.declared().methods().get(0));
        assertThat(compilation.errors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(Locale.ROOT)).isEqualTo("[some-tag] It is wrong. Fix: mend it");
            assertThat(error.getLineNumber()).isEqualTo(5);
        });
    }

    @Test
    void aProblemInAClassFileIsPrintedAtTheTypeInHandAndNamesTheElement() {
        Compilation compilation = report(
                1,
                type -> type.declared().inherited().stream()
                        .filter(method -> method.name().equals("hashCode"))
                        .findFirst()
                        .orElseThrow());
        assertThat(compilation.errors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(Locale.ROOT))
                    .isEqualTo("[some-tag] It is wrong. Fix: mend it [java.lang.Object.hashCode]");
            assertThat(error.getLineNumber()).isEqualTo(3);
        });
    }

    private static Compilation report(int times, Function<SourceType, @Nullable DeclaredMethod> at) {
        return InRound.run(SOURCE, (environment, element) -> {
            SourceNames names = new SourceNames(environment.getElementUtils(), environment.getTypeUtils());
            SourceType type = new SourceReader(environment.getElementUtils(), environment.getTypeUtils()).read(element);
            Placement placement =
                    new Placement(names, one -> one.getQualifiedName().contentEquals("com.acme.Source"));
            Reporter reporter = new Reporter(environment.getMessager(), names, placement);
            Problem.Where where = new Problem.Where("com.acme.Source", at.apply(type), -1, null, null);
            for (int i = 0; i < times; i++) {
                reporter.report(new Problem("some-tag", Severity.ERROR, "It is wrong.", "mend it", where), type);
            }
        });
    }
}
