package dev.flyball.agent.link;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a choice from meeting itself: looking for a runtime runs the program's class loader, which may be governed. A
 * call met on the way passes through and is linked when the choice is made. Each thread has a state of its own.
 */
final class Reentry {

    /** Something that may fail in any way. */
    interface Task<T> {
        @Nullable
        T run() throws Throwable;
    }

    private record Waiting(MutableCallSite site, Task<CallSite> link) {}

    private static final ThreadLocal<@Nullable Queue<Waiting>> WAITING = new ThreadLocal<>();

    /** Runs the task, then links what was met meanwhile; null if this thread is inside such a task already. */
    <T> @Nullable T guarded(Task<T> task) throws Throwable {
        if (WAITING.get() != null) {
            return null;
        }
        Queue<Waiting> met = new ArrayDeque<>();
        WAITING.set(met);
        @Nullable T result;
        try {
            result = task.run();
        } finally {
            WAITING.remove();
        }
        for (Waiting next : met) {
            complete(next);
        }
        return result;
    }

    private static void complete(Waiting next) {
        try {
            CallSite linked = next.link().run();
            if (linked != null) {
                next.site().setTarget(linked.dynamicInvoker());
            }
        } catch (Throwable unlinked) {
            // It goes on doing nothing, as any moment that cannot be linked.
        }
    }

    /** A call site that does nothing until the outer task is over. */
    CallSite later(MethodType type, Task<CallSite> link) {
        MutableCallSite site = new MutableCallSite(MethodHandles.empty(type));
        Queue<Waiting> met = WAITING.get();
        if (met != null) {
            met.add(new Waiting(site, link));
        }
        return site;
    }
}
