package dev.flyball.processor.read;

import dev.flyball.model.TypeRelations;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The compiler's own answers about erased types, seen from one module. */
final class SourceRelations implements TypeRelations {

    private final Elements elements;
    private final Types types;
    private final TypeElement viewer;
    private final Map<String, @Nullable TypeMirror> known = new HashMap<>();

    SourceRelations(Elements elements, Types types, TypeElement viewer) {
        this.elements = elements;
        this.types = types;
        this.viewer = viewer;
    }

    @Override
    public Answer assignable(String from, String to) {
        TypeMirror source = mirror(from);
        TypeMirror target = mirror(to);
        if (source == null || target == null) {
            return Answer.UNKNOWN;
        }
        if (source.getKind() == TypeKind.VOID || target.getKind() == TypeKind.VOID) {
            return source.getKind() == target.getKind() ? Answer.YES : Answer.NO;
        }
        return types.isAssignable(source, target) ? Answer.YES : Answer.NO;
    }

    private @Nullable TypeMirror mirror(String name) {
        if (!known.containsKey(name)) {
            known.put(name, resolve(name));
        }
        return known.get(name);
    }

    private @Nullable TypeMirror resolve(String name) {
        if (name.endsWith("[]")) {
            TypeMirror component = mirror(name.substring(0, name.length() - 2));
            return component == null ? null : types.getArrayType(component);
        }
        return switch (name) {
            case "void" -> types.getNoType(TypeKind.VOID);
            case "boolean", "byte", "short", "int", "long", "char", "float", "double" ->
                types.getPrimitiveType(TypeKind.valueOf(name.toUpperCase(Locale.ROOT)));
            default -> {
                TypeElement element = element(name);
                yield element == null ? null : types.erasure(element.asType());
            }
        };
    }

    /** A binary name does not say which of its {@code $} separate nested types, so each is tried, innermost first. */
    private @Nullable TypeElement element(String binary) {
        String candidate = binary;
        while (true) {
            TypeElement found = elements.getTypeElement(elements.getModuleOf(viewer), candidate);
            int dollar = candidate.lastIndexOf('$');
            if (found != null || dollar < 0) {
                return found;
            }
            candidate = candidate.substring(0, dollar) + '.' + candidate.substring(dollar + 1);
        }
    }
}
