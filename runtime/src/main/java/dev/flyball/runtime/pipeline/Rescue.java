package dev.flyball.runtime.pipeline;

import org.jspecify.annotations.Nullable;

/** A call's fallback, bound to its arguments. */
@FunctionalInterface
public interface Rescue {

    /** What stands in for the call; throws {@code cause} itself where no fallback takes it. */
    @Nullable
    Object from(Throwable cause) throws Throwable;

    /** Whether a fallback may answer for this ending: refusals and exceptions, never an {@code Error}. */
    static boolean appliesTo(Throwable ending) {
        return ending instanceof Exception;
    }

    /** Attaches what the fallback was called for to the fallback's own failure. */
    static Throwable failedToo(Throwable own, Throwable cause) {
        if (own != cause) {
            own.addSuppressed(cause);
        }
        return own;
    }
}
