package dev.flyball.runtime.pool;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Work that was begun inside other work: a thread that runs a task knows whose task it is, and that owner knows inside
 * whose task it was made. So a task that would wait for itself can be told so.
 */
final class Nest {

    private static final ThreadLocal<@Nullable Nest> CURRENT = new ThreadLocal<>();

    private final @Nullable Nest parent = CURRENT.get();
    private final @Nullable Semaphore semaphore;

    /** Made in the thread that begins the work; each of its tasks holds a permit of {@code semaphore}, if given. */
    Nest(@Nullable Semaphore semaphore) {
        this.semaphore = semaphore;
    }

    /** Says that this thread works here from now on; answers what {@link #leave} needs. */
    @Nullable
    Nest enter() {
        Nest before = CURRENT.get();
        CURRENT.set(this);
        return before;
    }

    static void leave(@Nullable Nest before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    /** Whether the calling thread runs a task of anything in this package. */
    static boolean isInside() {
        return CURRENT.get() != null;
    }

    /** Whether the calling thread runs a task of this, or of something made inside such a task. */
    boolean holdsCaller() {
        for (Nest nest = CURRENT.get(); nest != null; nest = nest.parent) {
            if (nest == this) {
                return true;
            }
        }
        return false;
    }

    /** Whether a task that the calling thread runs, or one around it, holds a permit of {@code semaphore}. */
    static boolean callerHolds(Semaphore semaphore) {
        for (Nest nest = CURRENT.get(); nest != null; nest = nest.parent) {
            if (nest.semaphore == semaphore) {
                return true;
            }
        }
        return false;
    }
}
