package dev.flyball.runtime.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * The mark on a thread that is about to run a woven body on a policy's behalf: the body's own {@code enter} takes it and
 * lets the call through, since its gates have admitted it already.
 */
public final class Arrival {

    private Arrival() {}

    /** Marks this thread for the site. */
    public static void mark(Object site) {
        CallStack.current().arriving = site;
    }

    /** Takes the mark if it is for this site. */
    public static boolean take(Object site) {
        CallStack stack = CallStack.current();
        if (stack.arriving != site) {
            return false;
        }
        stack.arriving = null;
        return true;
    }

    /** Removes a mark that the body did not take. */
    public static void clear() {
        CallStack.current().arriving = (@Nullable Object) null;
    }
}
