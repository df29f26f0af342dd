package dev.flyball.runtime.pool;

import org.jspecify.annotations.Nullable;

/** How a task ended: with a value, or with a failure. Immutable. */
public sealed interface Outcome<T extends @Nullable Object> {

    /** The value.
     *
     * @throws IllegalStateException if there is none; its cause is the failure
     */
    T value();

    /** The failure; null if there is a value. */
    @Nullable
    Throwable failure();

    /** Whether there is a value. */
    default boolean succeeded() {
        return failure() == null;
    }

    /** A task that returned {@code value}, which may be null. */
    record Success<T extends @Nullable Object>(T value) implements Outcome<T> {
        @Override
        public @Nullable Throwable failure() {
            return null;
        }
    }

    /**
     * A task that threw {@code failure}, or has none of its own: then it is a {@link java.util.concurrent.TimeoutException}
     * or a {@link java.util.concurrent.CancellationException} that says why.
     */
    record Failure<T extends @Nullable Object>(Throwable failure) implements Outcome<T> {
        @Override
        public T value() {
            throw new IllegalStateException(
                    "[no-value] the task failed with " + failure + "; ask succeeded() first", failure);
        }
    }
}
