package dev.flyball.runtime.bridge;

import static java.lang.invoke.MethodType.methodType;

import dev.flyball.runtime.pipeline.MethodSite;
import dev.flyball.runtime.pipeline.Pipeline;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the two moments of one woven method into method handles of exactly the types that its bytecode calls. Arguments
 * reach a fallback with their own types, so that a call that needs no fallback boxes none.
 */
final class Weaving {

    private static final Lookup HERE = MethodHandles.lookup();

    private final Lookup caller;
    private final MethodSite method;
    private final boolean isStatic;
    private final MethodType declared;
    private final @Nullable Object zero;
    private final @Nullable FallbackHandles fallbacks;
    private final @Nullable MethodHandle body;

    Weaving(Lookup caller, MethodSite method, boolean isStatic) throws ReflectiveOperationException {
        this.caller = caller;
        this.method = method;
        this.isStatic = isStatic;
        this.declared = MethodType.fromMethodDescriptorString(
                method.descriptor(), caller.lookupClass().getClassLoader());
        this.zero = zero(declared.returnType());
        this.fallbacks =
                method.fallback() == null ? null : FallbackHandles.find(caller, method, declared, isStatic);
        this.body = method.carried() ? body() : null;
    }

    private static @Nullable Object zero(Class<?> type) {
        return type == void.class || !type.isPrimitive() ? null : Array.get(Array.newInstance(type, 1), 0);
    }

    /** The method itself, entered without virtual dispatch. */
    private MethodHandle body() throws ReflectiveOperationException {
        Class<?> owner = caller.lookupClass();
        MethodHandle handle = isStatic
                ? MethodHandles.dropArguments(
                        caller.findStatic(owner, method.name(), declared).asFixedArity(), 0, Object.class)
                : caller.findSpecial(owner, method.name(), declared, owner).asFixedArity();
        return handle.asSpreader(Object[].class, declared.parameterCount())
                .asType(methodType(Object.class, Object.class, Object[].class));
    }

    private Object moments(@Nullable Pipeline pipeline) {
        return new Moments(pipeline, method, zero, fallbacks, body);
    }

    /** The moment before the body, while this pipeline is in force. */
    MethodHandle enter(MethodType type, @Nullable Pipeline pipeline) {
        if (pipeline == null) {
            return MethodHandles.empty(type);
        }
        int keys = method.keys();
        if (method.carried()) {
            MethodHandle carry = moment(pipeline, "carry", Object.class, Object.class, Object.class, Object[].class);
            return withKeys(carry, 1, keys)
                    .asCollector(Object[].class, declared.parameterCount())
                    .asType(type);
        }
        MethodHandle enter = withKeys(moment(pipeline, "enter", Object.class, Object.class), 0, keys);
        return MethodHandles.dropArguments(enter, 0, Object.class).asType(type);
    }

    /** Replaces the one key parameter at {@code at} by as many as the plan has. */
    private static MethodHandle withKeys(MethodHandle target, int at, int keys) {
        if (keys == 1) {
            return target;
        }
        if (keys == 0) {
            return MethodHandles.insertArguments(target, at, (Object) null);
        }
        MethodHandle tuple = find(Site.class, "key", methodType(Object.class, Object[].class))
                .asFixedArity()
                .asCollector(Object[].class, keys);
        return MethodHandles.collectArguments(target, at, tuple);
    }

    /** The moment after the body, while this pipeline is in force. */
    MethodHandle exit(MethodType type, @Nullable Pipeline pipeline) {
        boolean fallback = fallbacks != null && !method.carried();
        int arguments = declared.parameterCount();
        MethodHandle exit;
        if (method.stage() && fallback) {
            exit = moment(
                            pipeline,
                            "exitStage",
                            Object[].class,
                            Object.class,
                            Object.class,
                            Throwable.class,
                            Object.class,
                            Object[].class)
                    .asCollector(Object[].class, arguments);
        } else if (method.stage()) {
            exit = moment(pipeline, "exitStage", Object[].class, Object.class, Object.class, Throwable.class);
        } else if (fallback) {
            exit = rescuing(pipeline);
        } else {
            exit = moment(pipeline, "exit", Object[].class, Object.class, Throwable.class);
        }
        return exit.asType(type);
    }

    /** Settles first; only an ending that asks for the fallback goes on to collect the arguments for it. */
    private MethodHandle rescuing(@Nullable Pipeline pipeline) {
        MethodHandle settle =
                moment(pipeline, "settleForRescue", Object[].class, Object.class, Throwable.class);
        MethodHandle rescue = moment(
                        pipeline, "rescue", Object[].class, Object[].class, Object.class, Object[].class)
                .asCollector(Object[].class, declared.parameterCount())
                .asType(methodType(Object[].class, Object[].class, Object.class)
                        .appendParameterTypes(declared.parameterList()));
        List<Class<?>> selfAndArguments =
                rescue.type().parameterList().subList(1, rescue.type().parameterCount());
        MethodHandle asks = find(Moments.class, "asksForRescue", methodType(boolean.class, Object[].class));
        MethodHandle asIs =
                MethodHandles.dropArguments(MethodHandles.identity(Object[].class), 1, selfAndArguments);
        MethodHandle ending = MethodHandles.guardWithTest(asks, rescue, asIs);
        return MethodHandles.foldArguments(
                MethodHandles.dropArguments(ending, 1, Object.class, Throwable.class), settle);
    }

    private MethodHandle moment(
            @Nullable Pipeline pipeline, String name, Class<?> result, Class<?>... parameters) {
        try {
            return HERE.findVirtual(Moments.class, name, methodType(result, parameters))
                    .bindTo(moments(pipeline));
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(name, missing);
        }
    }

    private static MethodHandle find(Class<?> owner, String name, MethodType type) {
        try {
            return HERE.findStatic(owner, name, type);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(name, missing);
        }
    }
}
