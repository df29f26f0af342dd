package dev.flyball.processor.write;

import dev.flyball.processor.read.SourceNames;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** How sentences spell types and methods. */
final class Labels {

    private Labels() {}

    /** {@code Outer.Inner}, without its package. */
    static String of(TypeElement type) {
        return type.getEnclosingElement() instanceof TypeElement outer
                ? of(outer) + "." + type.getSimpleName()
                : type.getSimpleName().toString();
    }

    /** {@code place(Order, String)}. */
    static String of(ExecutableElement method, SourceNames names) {
        return method.getSimpleName()
                + method.getParameters().stream()
                        .map(parameter -> names.erased(parameter.asType()))
                        .map(name -> name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1))
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
