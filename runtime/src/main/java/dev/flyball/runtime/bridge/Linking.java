package dev.flyball.runtime.bridge;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
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

    private record Deferred(MutableCallSite site, Supplier<@Nullable MethodHandle> handle) {}

    private static final ThreadLocal<@Nullable Queue<Deferred>> DEFERRED = new ThreadLocal<>();

    private Linking() {}

    static @Nullable CallSite link(MethodType type, Supplier<@Nullable MethodHandle> linker) {
        Queue<Deferred> outer = DEFERRED.get();
        if (outer != null) {
            MutableCallSite later = new MutableCallSite(MethodHandles.empty(type));
            outer.add(new Deferred(later, linker));
            return later;
        }
        Queue<Deferred> deferred = new ArrayDeque<>();
        DEFERRED.set(deferred);
        try {
            MethodHandle handle = linker.get();
            for (Deferred next = deferred.poll(); next != null; next = deferred.poll()) {
                MethodHandle late = next.handle().get();
                if (late != null) {
                    next.site().setTarget(late);
                }
            }
            return handle == null ? null : new ConstantCallSite(handle);
        } finally {
            DEFERRED.remove();
        }
    }
}
