package dev.flyball.processor.read;

import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Source modifiers as the access flags that a class file would hold, the implicit ones included. */
final class AccessFlags {

    private static final int VARARGS = 0x80;
    private static final int INTERFACE = 0x200;
    private static final int ANNOTATION = 0x2000;
    private static final int ENUM = 0x4000;

    private AccessFlags() {}

    static int of(TypeElement type) {
        int flags = written(type);
        return switch (type.getKind()) {
            case INTERFACE -> flags | INTERFACE | java.lang.reflect.Modifier.ABSTRACT;
            case ANNOTATION_TYPE -> flags | INTERFACE | ANNOTATION | java.lang.reflect.Modifier.ABSTRACT;
            case ENUM -> flags | ENUM;
            case RECORD -> flags | java.lang.reflect.Modifier.FINAL;
            default -> flags;
        };
    }

    static int of(ExecutableElement method) {
        int flags = written(method) | (method.isVarArgs() ? VARARGS : 0);
        Set<Modifier> modifiers = method.getModifiers();
        boolean inInterface = SourceNames.owner(method).getKind().isInterface();
        if (inInterface && !modifiers.contains(Modifier.PRIVATE)) {
            flags |= java.lang.reflect.Modifier.PUBLIC;
            if (!modifiers.contains(Modifier.STATIC) && !modifiers.contains(Modifier.DEFAULT)) {
                flags |= java.lang.reflect.Modifier.ABSTRACT;
            }
        }
        return flags;
    }

    private static int written(Element element) {
        int flags = 0;
        for (Modifier modifier : element.getModifiers()) {
            flags |= switch (modifier) {
                case PUBLIC -> java.lang.reflect.Modifier.PUBLIC;
                case PRIVATE -> java.lang.reflect.Modifier.PRIVATE;
                case PROTECTED -> java.lang.reflect.Modifier.PROTECTED;
                case STATIC -> java.lang.reflect.Modifier.STATIC;
                case FINAL -> java.lang.reflect.Modifier.FINAL;
                case SYNCHRONIZED -> java.lang.reflect.Modifier.SYNCHRONIZED;
                case NATIVE -> java.lang.reflect.Modifier.NATIVE;
                case ABSTRACT -> java.lang.reflect.Modifier.ABSTRACT;
                case STRICTFP -> java.lang.reflect.Modifier.STRICT;
                default -> 0;
            };
        }
        return flags;
    }
}
