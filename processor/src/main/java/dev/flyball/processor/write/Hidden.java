package dev.flyball.processor.write;

import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds private types, which a class beside them cannot name. */
final class Hidden {

    private Hidden() {}

    /** The type itself or an encloser, if private. */
    static Optional<TypeElement> around(TypeElement type) {
        for (@Nullable Element next = type; next instanceof TypeElement each; next = next.getEnclosingElement()) {
            if (each.getModifiers().contains(Modifier.PRIVATE)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** A private type in the signature. */
    static Optional<TypeElement> in(ExecutableElement method) {
        for (VariableElement parameter : method.getParameters()) {
            Optional<TypeElement> found = in(parameter.asType());
            if (found.isPresent()) {
                return found;
            }
        }
        return in(method.getReturnType());
    }

    private static Optional<TypeElement> in(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return in(array.getComponentType());
        }
        if (type instanceof DeclaredType declared) {
            Optional<TypeElement> found = around((TypeElement) declared.asElement());
            for (TypeMirror argument : declared.getTypeArguments()) {
                found = found.isPresent() ? found : in(argument);
            }
            return found;
        }
        return Optional.empty();
    }
}
