package dev.flyball.agent.link;

import static java.lang.invoke.MethodType.methodType;

import dev.flyball.runtime.bridge.Linker;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which runtime governs a woven class: the one that the class's own loader sees, if it speaks the same bridge, so that
 * annotations, programmatic API and meters of a program meet in one place; else the agent's own copy, which lives apart
 * from every program. Thread-safe; a choice is made once per woven class and kept with it.
 */
public final class RuntimeChoice {

    private static final String LINKER = "dev.flyball.runtime.bridge.Linker";
    private static final MethodType WEAVE =
            methodType(CallSite.class, Lookup.class, String.class, MethodType.class, Object[].class);

    private final boolean alwaysOwn;
    private final Consumer<String> warn;
    private final Consumer<String> debug;
    private final MethodHandle own;
    private final Reentry reentry = new Reentry();

    private final ClassValue<MethodHandle> chosen = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> caller) {
            return choose(caller);
        }
    };

    /**
     * A choice.
     *
     * @param alwaysOwn whether the agent's copy governs all classes of this JVM, whatever they see
     * @param warn takes what a user must know
     * @param debug takes what was chosen
     */
    public RuntimeChoice(boolean alwaysOwn, Consumer<String> warn, Consumer<String> debug)
            throws ReflectiveOperationException {
        this.alwaysOwn = alwaysOwn;
        this.warn = warn;
        this.debug = debug;
        this.own =
                MethodHandles.lookup().findStatic(Linker.class, "weave", WEAVE).asFixedArity();
    }

    /** What the bridge calls. */
    public MethodHandle linker() throws ReflectiveOperationException {
        return MethodHandles.lookup().bind(this, "link", WEAVE).asFixedArity();
    }

    /** Links one moment of a woven method; null if it cannot be linked. */
    @Nullable
    CallSite link(Lookup caller, String moment, MethodType type, Object[] plan) throws Throwable {
        MethodHandle linker = reentry.guarded(() -> chosen.get(caller.lookupClass()));
        if (linker == null) {
            return reentry.later(type, () -> link(caller, moment, type, plan));
        }
        return (CallSite) linker.invokeExact(caller, moment, type, plan);
    }

    private MethodHandle choose(Class<?> caller) {
        ClassLoader loader = caller.getClassLoader();
        if (alwaysOwn || loader == null) {
            return own;
        }
        try {
            Class<?> seen = Class.forName(LINKER, true, loader);
            int bridge = seen.getField("BRIDGE").getInt(null);
            if (bridge == Linker.BRIDGE) {
                debug.accept(caller.getName() + " is governed by the runtime in " + seen.getModule() + " of "
                        + seen.getClassLoader());
                return MethodHandles.publicLookup()
                        .findStatic(seen, "weave", WEAVE)
                        .asFixedArity();
            }
            warn.accept("[other-bridge] " + caller.getName() + " sees a runtime of bridge " + bridge
                    + " (" + version(seen) + "), this agent speaks bridge " + Linker.BRIDGE
                    + "; its own runtime governs the class. Use agent and runtime of one release.");
        } catch (ClassNotFoundException none) {
            debug.accept(caller.getName() + " sees no runtime, the agent's own governs it");
            return own;
        } catch (ReflectiveOperationException | LinkageError unusable) {
            warn.accept("[unusable-runtime] the runtime that " + caller.getName() + " sees cannot be used: " + unusable
                    + "; the agent's own governs the class. Use agent and runtime of one release, with all its jars.");
        }
        return own;
    }

    private static String version(Class<?> seen) {
        Package in = seen.getPackage();
        String version = in == null ? null : in.getImplementationVersion();
        return version == null ? "unknown version" : version;
    }
}
