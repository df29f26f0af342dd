package dev.flyball.processor;

import com.google.auto.service.AutoService;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Checks Flyball's annotations in every round of a compilation, and writes one wrapper per governed type. A type that
 * names what does not exist yet waits for the next round. It looks at every type, as a stereotype or an interface may
 * govern a type that carries no annotation of ours; each type's outcome depends on that type and what it names alone.
 */
@AutoService(Processor.class)
public final class GovernanceProcessor extends AbstractProcessor {

    private final Set<String> waiting = new LinkedHashSet<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private @Nullable TypeProcessing processing;

    /** Called by the compiler, which finds the processor as a service. */
    public GovernanceProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(Options.WRAPPERS, Options.COPY_ANNOTATIONS, Options.DEBUG);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        Options options = Options.of(environment.getOptions());
        options.complaints().forEach(text -> environment.getMessager().printMessage(Kind.WARNING, text));
        processing = new TypeProcessing(environment, options, seen);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        TypeProcessing each = processing;
        if (each == null) {
            throw new IllegalStateException("not initialised");
        }
        Set<TypeElement> types = new LinkedHashSet<>();
        for (String name : waiting) {
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
            if (type != null) {
                types.add(type);
            }
        }
        waiting.clear();
        ElementFilter.typesIn(round.getRootElements()).forEach(type -> collect(type, types));
        for (TypeElement type : types) {
            seen.add(type.getQualifiedName().toString());
        }
        for (TypeElement type : types) {
            if (!each.process(type, round.processingOver())) {
                waiting.add(type.getQualifiedName().toString());
            }
        }
        return false;
    }

    private static void collect(TypeElement type, Set<TypeElement> types) {
        types.add(type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> collect(nested, types));
    }
}
