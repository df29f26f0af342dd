package dev.flyball.processor.write;

import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** A fallback method: whether it takes the call's arguments, and the type of the cause it takes last, if it takes one. */
record StandIn(ExecutableElement method, boolean arguments, Optional<TypeMirror> cause) {

    /** Whether it stands in for any failure, so that nothing after it is asked. */
    boolean takesAny() {
        return cause.isEmpty()
                || (cause.get() instanceof DeclaredType type
                        && type.asElement() instanceof TypeElement element
                        && element.getQualifiedName().contentEquals("java.lang.Throwable"));
    }
}
