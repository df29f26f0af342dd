package dev.flyball.processor.write;

import dev.flyball.model.Reading;
import dev.flyball.processor.read.Mentions;
import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.SourceType;
import dev.flyball.processor.read.Supertypes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** What overriding loses: a super class's governance, and the interceptor bindings that a wrapper's method hides. */
final class Overrides {

    private static final Set<String> BINDINGS =
            Set.of("jakarta.interceptor.InterceptorBinding", "javax.interceptor.InterceptorBinding");

    private final Supertypes supertypes;
    private final Mentions mentions;
    private final SourceNames names;
    private final Set<String> copied;

    Overrides(Elements elements, Mentions mentions, SourceNames names, Set<String> copied) {
        this.supertypes = new Supertypes(elements);
        this.mentions = mentions;
        this.names = names;
        this.copied = copied;
    }

    void check(SourceType source, Reading reading, Hindrances hindrances) {
        List<ExecutableElement> governed = Stream.of(reading.governed(), reading.contracts())
                .flatMap(List::stream)
                .map(one -> source.element(one.method()))
                .toList();
        List<TypeElement> above = Supertypes.classes(source.element());
        for (ExecutableElement method : ElementFilter.methodsIn(source.element().getEnclosedElements())) {
            if (governed.contains(method)) {
                bindings(method, hindrances);
            } else if (!mentions.on(method) && !method.getModifiers().contains(Modifier.ABSTRACT)) {
                supertypes.overridden(method, source.element(), above).stream()
                        .filter(this::isGoverned)
                        .findFirst()
                        .ifPresent(lost -> hindrances.overrideUngoverned(method, lost));
            }
        }
    }

    private boolean isGoverned(ExecutableElement method) {
        if (method.getModifiers().contains(Modifier.ABSTRACT)) {
            return false;
        }
        boolean byType = method.getModifiers().contains(Modifier.PUBLIC)
                && !Members.isObjectMethod(method)
                && mentions.on(SourceNames.owner(method));
        return !mentions.optsOut(method) && (mentions.on(method) || byType);
    }

    private void bindings(ExecutableElement method, Hindrances hindrances) {
        for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
            boolean binds = mirror.getAnnotationType().asElement().getAnnotationMirrors().stream()
                    .anyMatch(meta -> BINDINGS.contains(name(meta)));
            if (binds && !copied.contains(name(mirror).replace('$', '.'))) {
                hindrances.bindingNotInherited(method, name(mirror).replace('$', '.'));
            }
        }
    }

    private String name(AnnotationMirror mirror) {
        return names.erased(mirror.getAnnotationType());
    }
}
