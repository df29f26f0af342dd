package dev.flyball.runtime.observe;

/** Takes events. Must be quick and must not throw; thread-safe. */
@FunctionalInterface
public interface EventSink {

    /** Forgets everything. */
    EventSink NONE = event -> {};

    /** Hears of one event. */
    void emit(Event event);

    /** Tells this sink first, then {@code other}. */
    default EventSink and(EventSink other) {
        return event -> {
            emit(event);
            other.emit(event);
        };
    }
}
