package dev.flyball.sample.catalog;

/**
 * The way to something outside the program: a database, another service. {@link #use} returns when the way is
 * free and throws when it is not; the fault schedule stands here.
 */
@FunctionalInterface
public interface Line<X extends Exception> {

    /** Passes, perhaps late. */
    void use() throws X;
}
