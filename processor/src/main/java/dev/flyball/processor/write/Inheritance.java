package dev.flyball.processor.write;

import dev.flyball.model.PlanReader;
import dev.flyball.model.Reading;
import dev.flyball.processor.read.Mentions;
import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.SourceReader;
import dev.flyball.processor.read.SourceType;
import dev.flyball.processor.read.Supertypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * What the types above say of a method that a wrapper's own type does not govern: a governed body that is inherited, or,
 * for a decorator, the contract of an interface method that is declared anew. Used for one wrapper.
 */
final class Inheritance {

    private final SourceReader reader;
    private final Supertypes supertypes;
    private final Mentions mentions;
    private final TypeElement type;
    private final Map<TypeElement, SourceType> sources = new HashMap<>();
    private final Map<TypeElement, Reading> readings = new HashMap<>();

    Inheritance(Elements elements, Types types, Mentions mentions, TypeElement type) {
        this.mentions = mentions;
        this.reader = new SourceReader(elements, types);
        this.supertypes = new Supertypes(elements);
        this.type = type;
    }

    /** The method with the plan that governs it from above; nothing if none does, or a nearer type opts out. */
    Optional<PlannedMethod> of(ExecutableElement member, Shape shape) {
        List<ExecutableElement> declarations = new ArrayList<>(List.of(member));
        if (shape == Shape.DECORATOR) {
            declarations.addAll(supertypes.implemented(member, type));
        }
        for (ExecutableElement declaration : declarations) {
            if (mentions.optsOut(declaration)) {
                return Optional.empty();
            }
            TypeElement owner = SourceNames.owner(declaration);
            if (owner.getQualifiedName().toString().startsWith("java.")) {
                continue;
            }
            SourceType source = sources.computeIfAbsent(owner, reader::read);
            Reading reading = readings.computeIfAbsent(owner, one -> PlanReader.read(source.declared()));
            Optional<Reading.Governed> governed = plans(reading)
                    .filter(plan -> declaration.equals(source.element(plan.method())))
                    .findFirst();
            if (governed.isPresent()) {
                return Optional.of(new PlannedMethod(member, source, governed.get()));
            }
        }
        return Optional.empty();
    }

    static Stream<Reading.Governed> plans(Reading reading) {
        return Stream.of(reading.governed(), reading.contracts()).flatMap(List::stream);
    }
}
