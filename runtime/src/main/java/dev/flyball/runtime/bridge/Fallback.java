package dev.flyball.runtime.bridge;

import org.jspecify.annotations.Nullable;

/** What stands in for a call that was refused or failed, bound to that call's arguments. */
@FunctionalInterface
public interface Fallback<R extends @Nullable Object> {

    /** Runs the fallback; throws {@code cause} itself where no fallback takes it. */
    R call(Throwable cause) throws Throwable;
}
