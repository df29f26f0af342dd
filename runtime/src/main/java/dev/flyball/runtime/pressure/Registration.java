package dev.flyball.runtime.pressure;

/** A place in a {@link BackpressureManager}, or an interest in it, until it is closed. Thread-safe. */
@FunctionalInterface
public interface Registration extends AutoCloseable {

    /** Takes it back; a second time does nothing. */
    @Override
    void close();
}
