package dev.flyball.processor.report;

import dev.flyball.processor.read.SourceNames;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Where a problem is printed, and what must be said in words because the compiler cannot point at it. */
record Place(
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value,
        String remark) {

    /** Tells places apart, without the text of an element, which differs between compilers. */
    String key(SourceNames names) {
        return key(element, names)
                + (annotation == null ? "" : '@' + names.erased(annotation.getAnnotationType()))
                + (value == null ? "" : value.toString());
    }

    private static String key(Element element, SourceNames names) {
        if (element instanceof TypeElement type) {
            return names.binary(type);
        }
        if (element instanceof ExecutableElement method) {
            return key(SourceNames.owner(method), names) + '#' + method.getSimpleName() + names.descriptor(method);
        }
        if (element instanceof VariableElement variable) {
            return key(Objects.requireNonNull(variable.getEnclosingElement()), names) + '#' + variable.getSimpleName();
        }
        return element.getSimpleName().toString();
    }
}
