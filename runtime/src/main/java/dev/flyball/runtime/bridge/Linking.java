package dev.flyball.runtime.bridge;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps linking from meeting itself: what the linker uses may be governed too. A site met while this thread links
 * passes its calls through and is completed when the outer link is done.
 */
final class Linking {

    private record Deferred(MutableCallSite site, Supplier<@Nullable CallSite> linker) {}

    private static final ThreadLocal<@Nullable Queue<Deferred>> DEFERRED = new ThreadLocal<>();

    private Linking() {}

    static @Nullable CallSite link(MethodType type, Supplier<@Nullable CallSite> linker) {
        Queue<Deferred> outer = DEFERRED.get();
        if (outer != null) {
            MutableCallSite later = new MutableCallSite(MethodHandles.empty(type));
            outer.add(new Deferred(later, linker));
            return later;
        }
        Queue<Deferred> deferred = new ArrayDeque<>();
        DEFERRED.set(deferred);
        try {
            CallSite linked = linker.get();
            for (Deferred next = deferred.poll(); next != null; next = deferred.poll()) {
                CallSite late = next.linker().get();
                if (late != null) {
                    next.site().setTarget(late.dynamicInvoker());
                }
            }
            return linked;
        } finally {
            DEFERRED.remove();
        }
    }
}
