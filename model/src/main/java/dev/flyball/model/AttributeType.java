package dev.flyball.model;

/** What sort of value an attribute takes. Every value has one canonical text, which plan lines and comparisons use. */
public enum AttributeType {
    /** A span of time, {@code "250ms"}. */
    DURATION,
    /** A whole number that fits an {@code int}. */
    COUNT,
    /** A number from 0 to 1. */
    RATIO,
    /** A number, perhaps with a fraction. */
    NUMBER,
    /** A size in bytes, {@code "512MiB"}. */
    SIZE,
    /** A share from 0 to 1, or a size in bytes. */
    SHARE_OR_SIZE,
    /** A count of calls, {@code "100"}, or a span of time, {@code "10s"}. */
    WINDOW,
    /** Bandwidths of a rate limit, {@code "100/1m"}, with commas between them. */
    BANDWIDTHS,
    /** One of a list of words. */
    ENUM,
    /** Classes by binary name, separated by commas. */
    CLASSES,
    /** {@code true} or {@code false}. */
    FLAG,
    /** Free text. */
    TEXT
}
