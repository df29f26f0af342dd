package dev.flyball.model;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a declaration: {@code [tag] sentence}, then how to mend it. The front end puts it where it
 * belongs: at a type, a method, a parameter, an annotation there, or one of that annotation's attributes.
 */
public record Problem(String tag, Severity severity, String sentence, String fix, Where where) {

    /** An error leaves the method ungoverned (agent) or fails the compilation (processor); a warning does neither. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /**
     * The place. A null method is the type itself; parameter −1 is none; annotation and attribute narrow it further.
     * {@code annotation} is the binary name of the annotation as the user wrote it (a stereotype, not what it carries).
     */
    public record Where(
            String type,
            @Nullable DeclaredMethod method,
            int parameter,
            @Nullable String annotation,
            @Nullable String attribute) {}

    /** The text both front ends print: {@code [tag] sentence Fix: fix}. */
    public String text() {
        return "[" + tag + "] " + sentence + (fix.isEmpty() ? "" : " Fix: " + fix);
    }
}
