package dev.flyball.model;

/** What a front end knows of sub-typing between two binary names, without loading a class. */
@FunctionalInterface
public interface TypeRelations {

    /** Whether a value of type {@code from} may be assigned to {@code to}. */
    Answer assignable(String from, String to);

    /** An answer that admits ignorance; the link-time check then decides. */
    enum Answer {
        YES,
        NO,
        UNKNOWN
    }
}
