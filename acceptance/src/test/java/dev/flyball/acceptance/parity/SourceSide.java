package dev.flyball.acceptance.parity;

import dev.flyball.model.PlanReader;
import dev.flyball.processor.read.SourceReader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** The processor's reader, which hands over what it reads instead of printing and writing. */
@SupportedAnnotationTypes("*")
final class SourceSide extends AbstractProcessor {

    private final Meaning meaning;

    SourceSide(Meaning meaning) {
        this.meaning = meaning;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        SourceReader reader = new SourceReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
        ElementFilter.typesIn(round.getRootElements()).forEach(type -> read(type, reader));
        return false;
    }

    private void read(TypeElement type, SourceReader reader) {
        meaning.add(PlanReader.read(reader.read(type).declared()));
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> read(nested, reader));
    }
}
