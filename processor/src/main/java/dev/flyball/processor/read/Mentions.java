package dev.flyball.processor.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Which annotations, types and methods mention Flyball's vocabulary, directly or by a stereotype. */
public final class Mentions {

    private static final String VOCABULARY = "dev.flyball.annotation.";
    private static final String GENERATED = VOCABULARY + "FlyballGenerated";
    private static final String UNGOVERNED = VOCABULARY + "Ungoverned";

    private final SourceNames names;
    private final Map<String, Boolean> known = new HashMap<>();

    public Mentions(SourceNames names) {
        this.names = names;
    }

    /** Whether the type, its members, or a method above it that one of its methods may override, mention it. */
    public boolean touch(TypeElement type) {
        return !isGenerated(type)
                && (own(type)
                        || Supertypes.interfaces(type).stream().anyMatch(this::own)
                        || Supertypes.classes(type).stream().anyMatch(this::own));
    }

    /** Whether the type itself or one of its members carries such an annotation. */
    public boolean own(TypeElement type) {
        return on(type) || members(type);
    }

    private boolean members(TypeElement type) {
        if (names.binary(type).startsWith("java.")) {
            return false;
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (on(method) || method.getParameters().stream().anyMatch(this::on)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the element itself carries such an annotation. */
    public boolean on(Element element) {
        return first(element).isPresent();
    }

    /** The first such annotation written on the element. */
    public Optional<AnnotationMirror> first(Element element) {
        List<? extends AnnotationMirror> mirrors = element.getAnnotationMirrors();
        return mirrors.stream()
                .filter(this::isOurs)
                .map(AnnotationMirror.class::cast)
                .findFirst();
    }

    /** Whether a processor wrote the type. */
    public boolean isGenerated(TypeElement type) {
        return has(type, GENERATED);
    }

    /** Whether the method opts out of what would govern it. */
    public boolean optsOut(ExecutableElement method) {
        return has(method, UNGOVERNED);
    }

    private boolean has(Element element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(mirror -> names.erased(mirror.getAnnotationType()).equals(annotation));
    }

    private boolean isOurs(AnnotationMirror mirror) {
        return isOurs((TypeElement) mirror.getAnnotationType().asElement(), new HashSet<>());
    }

    private boolean isOurs(TypeElement annotation, Set<String> open) {
        String name = names.binary(annotation);
        if (name.startsWith(VOCABULARY)) {
            return !name.equals(GENERATED);
        }
        if (name.startsWith("java.") || !open.add(name)) {
            return false;
        }
        Boolean cached = known.get(name);
        if (cached != null) {
            return cached;
        }
        boolean ours = annotation.getAnnotationMirrors().stream()
                .anyMatch(mirror ->
                        isOurs((TypeElement) mirror.getAnnotationType().asElement(), open));
        if (ours || open.size() == 1) {
            known.put(name, ours);
        }
        return ours;
    }
}
