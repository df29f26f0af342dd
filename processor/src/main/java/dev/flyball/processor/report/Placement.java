package dev.flyball.processor.report;

import dev.flyball.model.Problem;
import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.SourceType;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;
import org.jspecify.annotations.Nullable;

/** Finds the element, annotation and value that a problem is about. */
public final class Placement {

    private final SourceNames names;
    private final Predicate<TypeElement> inSource;

    /** {@code inSource} tells the types of this compilation from those of class files, which have no positions. */
    public Placement(SourceNames names, Predicate<TypeElement> inSource) {
        this.names = names;
        this.inSource = inSource;
    }

    Place of(Problem.Where where, SourceType type) {
        Element element = element(where, type);
        if (!inSource.test(enclosingType(element))) {
            return new Place(type.element(), null, null, " [" + describe(element) + "]");
        }
        if (where.annotation() == null) {
            return new Place(element, null, null, "");
        }
        AnnotationMirror annotation = mirror(element.getAnnotationMirrors(), where.annotation(), where.attribute());
        if (annotation == null && element instanceof ExecutableElement) {
            element = enclosingType(element);
            annotation = mirror(element.getAnnotationMirrors(), where.annotation(), where.attribute());
        }
        if (annotation == null) {
            return new Place(element(where, type), null, null, "");
        }
        return new Place(element, annotation, value(annotation, where.attribute()), "");
    }

    private static Element element(Problem.Where where, SourceType type) {
        if (where.method() == null) {
            return type.element();
        }
        ExecutableElement method = type.element(where.method());
        if (method == null) {
            return type.element();
        }
        return where.parameter() < 0 ? method : method.getParameters().get(where.parameter());
    }

    private static TypeElement enclosingType(Element element) {
        return element instanceof TypeElement type
                ? type
                : enclosingType(Objects.requireNonNull(element.getEnclosingElement()));
    }

    private String describe(Element element) {
        String type = names.binary(enclosingType(element));
        return element instanceof TypeElement ? type : type + "." + element.getSimpleName();
    }

    /** The annotation of that name, where repeated the first that writes the attribute. */
    private @Nullable AnnotationMirror mirror(
            List<? extends AnnotationMirror> mirrors, String annotation, @Nullable String attribute) {
        AnnotationMirror first = null;
        for (AnnotationMirror mirror : mirrors) {
            if (names.erased(mirror.getAnnotationType()).equals(annotation)) {
                if (value(mirror, attribute) != null) {
                    return mirror;
                }
                first = first == null ? mirror : first;
            }
        }
        if (first == null) {
            for (AnnotationMirror container : mirrors) {
                AnnotationMirror found = mirror(repeated(container), annotation, attribute);
                if (found != null) {
                    return found;
                }
            }
        }
        return first;
    }

    private static List<AnnotationMirror> repeated(AnnotationMirror container) {
        AnnotationValue value = value(container, "value");
        return value == null ? List.of() : value.accept(new Repeated(), null);
    }

    private static @Nullable AnnotationValue value(AnnotationMirror annotation, @Nullable String attribute) {
        for (var entry : annotation.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(attribute == null ? "" : attribute)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static final class Repeated extends SimpleAnnotationValueVisitor14<List<AnnotationMirror>, Void> {

        Repeated() {
            super(List.of());
        }

        @Override
        public List<AnnotationMirror> visitArray(List<? extends AnnotationValue> values, Void nothing) {
            return values.stream()
                    .map(AnnotationValue::getValue)
                    .filter(AnnotationMirror.class::isInstance)
                    .map(AnnotationMirror.class::cast)
                    .toList();
        }
    }
}
