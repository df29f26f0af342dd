package dev.flyball.processor;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileObject;

/** Runs a test where a processor runs: in the first round, with the first type of the sources. */
public final class InRound extends AbstractProcessor {

    private final BiConsumer<ProcessingEnvironment, TypeElement> test;

    private InRound(BiConsumer<ProcessingEnvironment, TypeElement> test) {
        this.test = test;
    }

    /** Compiles a source and hands its first type to the test, whose failures fail the caller. */
    public static Compilation run(String source, BiConsumer<ProcessingEnvironment, TypeElement> test) {
        List<JavaFileObject> sources = List.of(Sources.text(source, "Source.java"));
        return Sources.compiler(new InRound(test)).compile(sources);
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
        ElementFilter.typesIn(round.getRootElements()).stream()
                .findFirst()
                .ifPresent(type -> test.accept(processingEnv, type));
        return false;
    }
}
