package dev.flyball.model;

import org.jspecify.annotations.Nullable;

/**
 * One policy annotation that governs a method, and where it stands. {@code written} is the annotation in the source: the
 * same, or the stereotype that carries it. {@code method} is null where it stands on the type; {@code from} is the
 * interface method it comes from, or null.
 */
record Found(
        PolicyKind kind,
        DeclaredAnnotation annotation,
        DeclaredAnnotation written,
        Level level,
        String type,
        @Nullable DeclaredMethod method,
        @Nullable DeclaredMethod from) {

    /** How near to the body an annotation stands; the nearest one of each policy counts. */
    enum Level {
        METHOD,
        METHOD_STEREOTYPE,
        TYPE,
        TYPE_STEREOTYPE,
        INTERFACE,
        INTERFACE_STEREOTYPE;

        /** The level of what a stereotype at this level carries. */
        Level carried() {
            return switch (this) {
                case METHOD, METHOD_STEREOTYPE -> METHOD_STEREOTYPE;
                case TYPE, TYPE_STEREOTYPE -> TYPE_STEREOTYPE;
                case INTERFACE, INTERFACE_STEREOTYPE -> INTERFACE_STEREOTYPE;
            };
        }
    }

    boolean onType() {
        return level == Level.TYPE || level == Level.TYPE_STEREOTYPE;
    }

    /** Who says it, for the beginning of a sentence: {@code @RateLimited on Shop.buy(Item, int)}. */
    String who() {
        boolean plain =
                annotation.type().equals(written.type()) || written.type().equals(Finder.SEVERAL_RATES);
        String by = plain ? "" : " (by @" + Spelling.simple(written.type()) + ")";
        String origin = from == null ? "" : " (from " + Spelling.method(from) + ")";
        String element = method == null ? Spelling.simple(type) : Spelling.method(method);
        return "@" + kind.simpleName() + by + origin + " on " + element;
    }

    /** The place of an attribute, or of the annotation where null or where the attribute is not written there. */
    Problem.Where where(@Nullable String attribute) {
        if (from != null) {
            return new Problem.Where(type, method, -1, null, null);
        }
        boolean visible = attribute != null
                && annotation.equals(written)
                && annotation.values().containsKey(attribute);
        return new Problem.Where(type, method, -1, written.type(), visible ? attribute : null);
    }

    /** An attribute's value as the user wrote it; empty text where it is not written. */
    String text(String attribute) {
        Object value = annotation.values().get(attribute);
        return value == null ? "" : Spelling.value(value);
    }
}
