package dev.flyball.model;

import java.util.Set;

/** Questions about a method's access flags and kind. */
final class Access {

    private static final int PUBLIC = 0x1;
    private static final int STATIC = 0x8;
    private static final int SYNCHRONIZED = 0x20;
    private static final int BRIDGE = 0x40;
    private static final int NATIVE = 0x100;
    private static final int ABSTRACT = 0x400;
    private static final int SYNTHETIC = 0x1000;
    private static final Set<String> OBJECT =
            Set.of("equals(Ljava/lang/Object;)Z", "hashCode()I", "toString()Ljava/lang/String;");

    private Access() {}

    static boolean isPublic(DeclaredMethod method) {
        return has(method, PUBLIC);
    }

    static boolean isStatic(DeclaredMethod method) {
        return has(method, STATIC);
    }

    static boolean isSynchronized(DeclaredMethod method) {
        return has(method, SYNCHRONIZED);
    }

    static boolean isNative(DeclaredMethod method) {
        return has(method, NATIVE);
    }

    static boolean isAbstract(DeclaredMethod method) {
        return has(method, ABSTRACT);
    }

    /** Written by the compiler, not by a person: bridges, lambda bodies, accessors. */
    static boolean isSynthetic(DeclaredMethod method) {
        return has(method, BRIDGE) || has(method, SYNTHETIC);
    }

    static boolean isConstructor(DeclaredMethod method) {
        return method.name().startsWith("<");
    }

    /** One of {@code equals}, {@code hashCode} and {@code toString}. */
    static boolean isObjectMethod(DeclaredMethod method) {
        return !isStatic(method) && OBJECT.contains(method.name() + method.descriptor());
    }

    private static boolean has(DeclaredMethod method, int flag) {
        return (method.modifiers() & flag) != 0;
    }
}
