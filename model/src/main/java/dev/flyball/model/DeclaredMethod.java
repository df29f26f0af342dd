package dev.flyball.model;

import java.util.List;

/**
 * A method as its declaration reads, whichever front end read it. Types are erased binary names ({@code int},
 * {@code java.lang.String[]}). {@code modifiers} are the JVM's access flags, so that bridge (0x40), varargs (0x80) and
 * synthetic (0x1000) show. {@code implemented} are the interface methods that this body implements, nearest first, as
 * far as the front end can see them.
 */
public record DeclaredMethod(
        String owner,
        String name,
        String descriptor,
        int modifiers,
        List<DeclaredParameter> parameters,
        String returnType,
        List<String> exceptions,
        List<DeclaredAnnotation> annotations,
        List<DeclaredMethod> implemented) {}
