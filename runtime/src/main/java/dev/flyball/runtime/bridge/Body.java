package dev.flyball.runtime.bridge;

import org.jspecify.annotations.Nullable;

/** The user's method body, bound to one call's arguments, for a call that may run it later or more than once. */
@FunctionalInterface
public interface Body<R extends @Nullable Object> {

    /** Runs the body. */
    R call() throws Throwable;
}
