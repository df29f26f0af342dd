package dev.flyball.runtime.alert;

/** How much an alert matters, mildest first. */
public enum Severity {
    /** Good to know. */
    INFO,
    /** Somebody should look today. */
    WARNING,
    /** Somebody should look now. */
    ERROR,
    /** Somebody should be woken. */
    CRITICAL
}
