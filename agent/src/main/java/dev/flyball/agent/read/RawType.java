package dev.flyball.agent.read;

import dev.flyball.model.DeclaredAnnotation;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredType.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one class file says by itself, names in binary form. {@code bridges} leads from a bridge's name and descriptor to
 * the descriptor of the method that it calls.
 */
record RawType(
        String name,
        Kind kind,
        int modifiers,
        @Nullable String superclass,
        List<String> interfaces,
        List<DeclaredAnnotation> annotations,
        List<DeclaredMethod> methods,
        Map<String, String> bridges) {

    /** The descriptor of the body that a call of that name and descriptor reaches in this class. */
    String reached(String method, String descriptor) {
        return bridges.getOrDefault(method + descriptor, descriptor);
    }
}
