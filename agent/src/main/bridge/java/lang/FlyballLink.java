package java.lang;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The only name that woven code mentions: the bootstrap method of its two calls. It lies in {@code java.lang} because
 * every loader delegates that package and every module reads {@code java.base}.
 *
 * <p>{@code linker} is written once, by the agent, through a private lookup; null until then. Volatile.
 */
public final class FlyballLink {

    private static volatile MethodHandle linker;

    private FlyballLink() {}

    /** Links one moment of a woven method; a moment that cannot be linked does nothing for ever. */
    public static CallSite link(MethodHandles.Lookup caller, String moment, MethodType type, Object... plan) {
        MethodHandle chosen = linker;
        if (chosen != null) {
            try {
                CallSite site = (CallSite) chosen.invokeExact(caller, moment, type, plan);
                if (site != null) {
                    return site;
                }
            } catch (OutOfMemoryError | StackOverflowError passing) {
                throw passing; // not recorded by the JVM: the next call links again
            } catch (Throwable permanent) {
                // Thrown, it would poison the call site for ever.
            }
        }
        return new ConstantCallSite(MethodHandles.empty(type));
    }
}
