package dev.flyball.processor.read;

import dev.flyball.model.DeclaredAnnotation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/** Annotations as written, with the annotations on their own types, however far that goes and even in circles. */
final class AnnotationReader {

    private static final String FLYBALL = "dev.flyball.annotation.";
    private static final String JAVA_META = "java.lang.annotation.";

    private final SourceNames names;

    AnnotationReader(SourceNames names) {
        this.names = names;
    }

    List<DeclaredAnnotation> on(Element element) {
        return on(element, new HashSet<>());
    }

    /** {@code open} are the annotation types being read; meeting one again ends that branch. */
    private List<DeclaredAnnotation> on(Element element, Set<String> open) {
        List<DeclaredAnnotation> all = new ArrayList<>();
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            String type = names.erased(mirror.getAnnotationType());
            if (!type.startsWith(JAVA_META) && open.add(type)) {
                all.add(new DeclaredAnnotation(type, values(mirror), meta(mirror, type, open)));
                open.remove(type);
            }
        }
        return List.copyOf(all);
    }

    private List<DeclaredAnnotation> meta(AnnotationMirror mirror, String type, Set<String> open) {
        return type.startsWith(FLYBALL)
                ? List.of()
                : on(mirror.getAnnotationType().asElement(), open);
    }

    private Map<String, Object> values(AnnotationMirror mirror) {
        Map<String, Object> values = new LinkedHashMap<>();
        mirror.getElementValues()
                .forEach((member, value) -> values.put(member.getSimpleName().toString(), neutral(value)));
        return values;
    }

    private Object neutral(AnnotationValue value) {
        return value.accept(new Neutral(), null);
    }

    private final class Neutral extends SimpleAnnotationValueVisitor14<Object, Void> {

        @Override
        protected Object defaultAction(Object plain, Void nothing) {
            return plain;
        }

        @Override
        public Object visitType(TypeMirror type, Void nothing) {
            return new DeclaredAnnotation.ClassName(names.erased(type));
        }

        @Override
        public Object visitEnumConstant(VariableElement constant, Void nothing) {
            TypeElement type = (TypeElement) Objects.requireNonNull(constant.getEnclosingElement());
            return new DeclaredAnnotation.EnumName(
                    names.binary(type), constant.getSimpleName().toString());
        }

        @Override
        public Object visitAnnotation(AnnotationMirror nested, Void nothing) {
            String type = names.erased(nested.getAnnotationType());
            return new DeclaredAnnotation(type, values(nested), meta(nested, type, new HashSet<>(Set.of(type))));
        }

        @Override
        public Object visitArray(List<? extends AnnotationValue> array, Void nothing) {
            return array.stream().map(AnnotationReader.this::neutral).toList();
        }
    }
}
