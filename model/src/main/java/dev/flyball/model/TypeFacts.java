package dev.flyball.model;

import dev.flyball.model.TypeRelations.Answer;
import java.util.Set;

/** A front end's {@link TypeRelations}, with what needs no asking answered here. */
final class TypeFacts {

    static final String OBJECT = "java.lang.Object";
    static final String THROWABLE = "java.lang.Throwable";

    private static final Set<String> PRIMITIVES =
            Set.of("void", "boolean", "byte", "char", "short", "int", "long", "float", "double");

    private static final Set<String> ABOVE_ARRAYS = Set.of(OBJECT, "java.lang.Cloneable", "java.io.Serializable");

    private final TypeRelations relations;

    TypeFacts(TypeRelations relations) {
        this.relations = relations;
    }

    Answer assignable(String from, String to) {
        if (from.equals(to)) {
            return Answer.YES;
        }
        if (PRIMITIVES.contains(from) || PRIMITIVES.contains(to)) {
            return Answer.NO;
        }
        if (isArray(to) || (isArray(from) && !ABOVE_ARRAYS.contains(to))) {
            return isArray(to) && isArray(from) ? assignable(element(from), element(to)) : Answer.NO;
        }
        return to.equals(OBJECT) ? Answer.YES : relations.assignable(from, to);
    }

    private static boolean isArray(String type) {
        return type.endsWith("[]");
    }

    private static String element(String array) {
        return array.substring(0, array.length() - 2);
    }

    /** Whether it is certain. */
    boolean is(String from, String to) {
        return assignable(from, to) == Answer.YES;
    }

    /** Whether it is possible: certain, or not known. */
    boolean maybe(String from, String to) {
        return assignable(from, to) != Answer.NO;
    }

    /** Whether an exception may be unchecked. */
    boolean maybeUnchecked(String exception) {
        return maybe(exception, "java.lang.RuntimeException") || maybe(exception, "java.lang.Error");
    }
}
