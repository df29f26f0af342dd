package dev.flyball.sample.web;

/** A question that lacks what its path needs. */
final class MissingParameterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MissingParameterException(String name) {
        super("the query has no '" + name + "'; add ?" + name + "=...");
    }
}
