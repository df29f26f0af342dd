package dev.flyball.annotation;

/** How a pause grows from one failure to the next. */
public enum Backoff {
    /** It doubles. */
    EXPONENTIAL,

    /** It stays. */
    FIXED,

    /** It grows by its first length. */
    LINEAR
}
