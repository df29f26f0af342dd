package dev.flyball.runtime.bridge;

import static java.lang.invoke.MethodType.methodType;

import dev.flyball.runtime.pipeline.Lane;
import dev.flyball.runtime.pipeline.MethodSite;
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
    private static final MethodHandle ENTERED = find(Moments.class, "entered", methodType(Object.class, Object.class));
    private static final MethodHandle RETURNED =
            find(Moments.class, "returned", methodType(boolean.class, Object.class, Throwable.class));

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
        this.fallbacks = method.fallback() == null ? null : FallbackHandles.find(caller, method, declared, isStatic);
        this.body = method.carried() ? body() : null;
    }

    static @Nullable Object zero(Class<?> type) {
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

    private Moments moments(@Nullable Lane lane) {
        return new Moments(lane == null ? null : lane.pipeline(), method, zero, fallbacks, body);
    }

    /** The moment before the body, while this lane is in force. */
    MethodHandle enter(MethodType type, @Nullable Lane lane) {
        if (lane == null) {
            return MethodHandles.empty(type);
        }
        int keys = method.keys();
        if (method.carried()) {
            MethodHandle carry = moment(lane, "carry", Object.class, Object.class, Object.class, Object[].class);
            return withKeys(carry, 1, keys)
                    .asCollector(Object[].class, declared.parameterCount())
                    .asType(type);
        }
        MethodHandle enter = withKeys(MethodHandles.filterReturnValue(lane.admit(), ENTERED), 0, keys);
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

    /** The moment after the body, while this lane is in force. */
    MethodHandle exit(MethodType type, @Nullable Lane lane) {
        boolean fallback = fallbacks != null && !method.carried();
        int arguments = declared.parameterCount();
        MethodHandle exit;
        if (method.stage() && fallback) {
            exit = moment(
                            lane,
                            "exitStage",
                            Object[].class,
                            Object.class,
                            Object.class,
                            Throwable.class,
                            Object.class,
                            Object[].class)
                    .asCollector(Object[].class, arguments);
        } else if (method.stage()) {
            exit = moment(lane, "exitStage", Object[].class, Object.class, Object.class, Throwable.class);
        } else if (fallback) {
            exit = rescuing(lane);
        } else {
            exit = plain(lane);
        }
        return exit.asType(type);
    }

    /** Settles first; only an ending that asks for the fallback goes on to collect the arguments for it. */
    private MethodHandle rescuing(@Nullable Lane lane) {
        MethodHandle rescue = moment(lane, "rescue", Object[].class, Object[].class, Object.class, Object[].class)
                .asCollector(Object[].class, declared.parameterCount())
                .asType(methodType(Object[].class, Object[].class, Object.class)
                        .appendParameterTypes(declared.parameterList()));
        List<Class<?>> selfAndArguments =
                rescue.type().parameterList().subList(1, rescue.type().parameterCount());
        MethodHandle asks = find(Moments.class, "asksForRescue", methodType(boolean.class, Object[].class));
        MethodHandle asIs = MethodHandles.dropArguments(MethodHandles.identity(Object[].class), 1, selfAndArguments);
        MethodHandle ending = MethodHandles.guardWithTest(asks, rescue, asIs);
        MethodHandle settle = moment(lane, "exitOrRescue", Object[].class, Object.class, Throwable.class);
        MethodHandle late = moment(lane, "lateOrRescue", Object[].class, Throwable.class, Object.class);
        return unlessReturned(
                lane,
                MethodHandles.foldArguments(
                        MethodHandles.dropArguments(ending, 1, Object.class, Throwable.class), settle),
                MethodHandles.foldArguments(
                        MethodHandles.dropArguments(ending, 1, Throwable.class, Object.class), late));
    }

    private MethodHandle plain(@Nullable Lane lane) {
        return unlessReturned(
                lane,
                moment(lane, "exit", Object[].class, Object.class, Throwable.class),
                moment(lane, "late", Object[].class, Throwable.class, Object.class));
    }

    /**
     * The usual ending settles in the lane and is left alone. {@code late} sees those that are to end otherwise than they
     * returned, {@code otherwise} all that did not return.
     */
    private static MethodHandle unlessReturned(@Nullable Lane lane, MethodHandle otherwise, MethodHandle late) {
        MethodHandle settle = (lane == null ? Lane.RETURNED_ELSEWHERE : lane.returned())
                .asType(methodType(Throwable.class, Object.class));
        MethodHandle stands = find(Moments.class, "stands", methodType(boolean.class, Throwable.class));
        MethodHandle usual = MethodHandles.foldArguments(
                MethodHandles.guardWithTest(stands, MethodHandles.empty(late.type()), late), settle);
        return MethodHandles.guardWithTest(RETURNED, MethodHandles.dropArguments(usual, 1, Throwable.class), otherwise);
    }

    private MethodHandle moment(@Nullable Lane lane, String name, Class<?> result, Class<?>... parameters) {
        try {
            return HERE.findVirtual(Moments.class, name, methodType(result, parameters))
                    .bindTo(moments(lane));
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
