package dev.flyball.processor.write;

/** How a wrapper comes to stand before the governed code. */
public enum Shape {
    /** Extends the type and calls {@code super.m()}: the same object, self-calls governed. */
    SUBCLASS,

    /** Implements the type's interfaces and holds a delegate: for interfaces and for types that cannot be extended. */
    DECORATOR
}
