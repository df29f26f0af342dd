package dev.flyball.processor.read;

import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredType;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** A type in both worlds: the compiler's element, the neutral record, and the way back from its methods. */
public record SourceType(TypeElement element, DeclaredType declared, Map<String, ExecutableElement> methods) {

    /** The element of a method that this type declares, inherits or implements. */
    public @Nullable ExecutableElement element(DeclaredMethod method) {
        return element(method.owner(), method.name(), method.descriptor());
    }

    /** The element of a method by the class file's names. */
    public @Nullable ExecutableElement element(String owner, String name, String descriptor) {
        return methods.get(key(owner, name, descriptor));
    }

    static String key(String owner, String name, String descriptor) {
        return owner + '#' + name + descriptor;
    }
}
