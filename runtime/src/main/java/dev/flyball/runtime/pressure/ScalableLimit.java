package dev.flyball.runtime.pressure;

/**
 * A limit that can be held at a share of its configured value: a bulkhead's places, a rate's permits. The share lies
 * upon the configuration and does not replace it: what is configured meanwhile is scaled at once, and 1 is exactly what
 * is configured. Thread-safe; must be quick.
 */
@FunctionalInterface
public interface ScalableLimit {

    /** Holds itself at this share, above 0 and at most 1, of what is configured, but never so low that nothing passes. */
    void scale(double share);
}
