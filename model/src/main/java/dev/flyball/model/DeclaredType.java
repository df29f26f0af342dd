package dev.flyball.model;

import java.util.List;

/**
 * A class, interface, record or enum as its declaration reads. {@code methods} are those declared here, in source (or
 * class-file) order; {@code inherited} are the further methods visible by inheritance, used to find fallbacks.
 * {@code complete} is false where the front end could not see the super types, so that an absent method proves nothing.
 */
public record DeclaredType(
        String name,
        Kind kind,
        int modifiers,
        List<DeclaredAnnotation> annotations,
        List<DeclaredMethod> methods,
        List<DeclaredMethod> inherited,
        boolean complete,
        TypeRelations relations) {

    /** What sort of type it is. */
    public enum Kind {
        CLASS,
        INTERFACE,
        RECORD,
        ENUM,
        ANNOTATION
    }
}
