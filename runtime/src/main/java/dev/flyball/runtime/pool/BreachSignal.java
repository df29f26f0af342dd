package dev.flyball.runtime.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says once, and for good, that something was breached (a budget, a safety rule) and all that depends on it must stop.
 * Whoever trips it stops the listening runs itself, before {@link #trip} returns; no thread watches. Thread-safe.
 *
 * <p>{@code reason} and {@code listeners} are written under this object's monitor, which is never held while a listener
 * runs; {@code reason} is read volatile. A listener and a trip meet exactly once: whichever comes second sees the first.
 */
public final class BreachSignal {

    private final List<Consumer<String>> listeners = new ArrayList<>();
    private volatile @Nullable String reason;

    /** A signal that has not been tripped. */
    public BreachSignal() {}

    /**
     * Trips the signal: every unfinished branch of every run that listens is told to stop before this returns, also the
     * one that calls. Only the first trip counts; answers whether this was it.
     */
    public boolean trip(String why) {
        List<Consumer<String>> told;
        synchronized (this) {
            if (reason != null) {
                return false;
            }
            reason = why;
            told = List.copyOf(listeners);
            listeners.clear();
        }
        told.forEach(listener -> listener.accept(why));
        return true;
    }

    /** Whether it has been tripped. */
    public boolean tripped() {
        return reason != null;
    }

    /** Why it was tripped; null if it was not. */
    public @Nullable String reason() {
        return reason;
    }

    /** Tells {@code listener} of the trip, at once if it has happened. It must not throw. */
    void listen(Consumer<String> listener) {
        String why;
        synchronized (this) {
            why = reason;
            if (why == null) {
                listeners.add(listener);
            }
        }
        if (why != null) {
            listener.accept(why);
        }
    }

    synchronized int listening() {
        return listeners.size();
    }

    /** Forgets a listener: a signal may outlive many runs. */
    synchronized void forget(Consumer<String> listener) {
        listeners.remove(listener);
    }
}
