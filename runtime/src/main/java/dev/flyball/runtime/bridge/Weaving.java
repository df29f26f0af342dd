package dev.flyball.runtime.bridge;

import static java.lang.invoke.MethodType.methodType;

import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.pipeline.Arrival;
import dev.flyball.runtime.pipeline.Governor;
import dev.flyball.runtime.pipeline.MethodSite;
import dev.flyball.runtime.pipeline.Pipeline;
import dev.flyball.runtime.pipeline.Rescue;
import dev.flyball.runtime.pipeline.StageEnd;
import dev.flyball.runtime.pipeline.Ticket;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The two moments of one woven method as method handles of exactly the types that its bytecode calls.
 *
 * <p>Woven code knows JDK types only. {@code enter} answers null, a ticket, or an {@code Object[]}, which skips the body
 * and holds the refusal, or the stage of a call that runs elsewhere. {@code exit} answers null to leave the ending alone,
 * or an {@code Object[]}: something non-null to run the body again, the result, the failure. Arguments reach a fallback
 * through typed handles, so that a call that needs none boxes none.
 */
final class Weaving {

    private static final Object AGAIN = "again";
    private static final Lookup HERE = MethodHandles.lookup();

    private final Lookup caller;
    private final Site site;
    private final MethodSite method;
    private final boolean isStatic;
    private final MethodType declared;
    private final @Nullable Object zero;

    Weaving(Lookup caller, Site site, boolean isStatic) {
        this.caller = caller;
        this.site = site;
        this.method = site.method();
        this.isStatic = isStatic;
        this.declared = MethodType.fromMethodDescriptorString(
                method.descriptor(), caller.lookupClass().getClassLoader());
        this.zero = zero(declared.returnType());
    }

    /** A primitive's box is never null: unboxing null would lose the refusal. */
    private static @Nullable Object zero(Class<?> type) {
        return type == void.class || !type.isPrimitive()
                ? null
                : java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0);
    }

    MethodHandle enterHandle(MethodType type) throws ReflectiveOperationException {
        int keys = method.keys();
        if (method.carried()) {
            MethodHandle carry = moment(
                            "carry",
                            Object.class,
                            MethodHandle.class,
                            FallbackHandles.class,
                            Object.class,
                            Object.class,
                            Object[].class)
                    .bindTo(this)
                    .bindTo(body());
            carry = MethodHandles.insertArguments(carry, 0, method.fallback() == null ? null : fallbacks());
            MethodHandle keyed = withKey(carry, 1, keys);
            return keyed.asCollector(Object[].class, declared.parameterCount()).asType(type);
        }
        if (keys == 0) {
            MethodHandle plain = moment("enter", Object.class).bindTo(this);
            return MethodHandles.dropArguments(plain, 0, Object.class).asType(type);
        }
        MethodHandle keyed = moment("enter", Object.class, Object.class).bindTo(this);
        return MethodHandles.dropArguments(withKey(keyed, 0, keys), 0, Object.class)
                .asType(type);
    }

    /** Replaces the one key parameter at {@code at} by as many as the plan has. */
    private static MethodHandle withKey(MethodHandle target, int at, int keys) throws ReflectiveOperationException {
        if (keys == 1) {
            return target;
        }
        if (keys == 0) {
            return MethodHandles.insertArguments(target, at, (Object) null);
        }
        MethodHandle tuple = HERE.findStatic(Site.class, "key", methodType(Object.class, Object[].class))
                .asFixedArity()
                .asCollector(Object[].class, keys);
        return MethodHandles.collectArguments(target, at, tuple);
    }

    MethodHandle exitHandle(MethodType type) throws ReflectiveOperationException {
        boolean fallback = method.fallback() != null && !method.carried();
        if (method.stage()) {
            MethodHandle exit = moment(
                            "exitStage",
                            Object[].class,
                            FallbackHandles.class,
                            Object.class,
                            Object.class,
                            Throwable.class,
                            Object.class,
                            Object[].class)
                    .bindTo(this);
            if (fallback) {
                return exit.bindTo(fallbacks())
                        .asCollector(Object[].class, declared.parameterCount())
                        .asType(type);
            }
            return MethodHandles.insertArguments(MethodHandles.insertArguments(exit, 4, null, null), 0, (Object) null)
                    .asType(type);
        }
        if (!fallback) {
            return moment("exit", Object[].class, Object.class, Throwable.class)
                    .bindTo(this)
                    .asType(type);
        }
        return rescuing().asType(type);
    }

    /** Settles first; only an ending that asks for the fallback goes on to collect the arguments for it. */
    private MethodHandle rescuing() throws ReflectiveOperationException {
        MethodHandle settle = moment("settleForRescue", Object[].class, Object.class, Throwable.class)
                .bindTo(this);
        MethodHandle rescue = moment(
                        "rescue", Object[].class, FallbackHandles.class, Object[].class, Object.class, Object[].class)
                .bindTo(this)
                .bindTo(fallbacks())
                .asCollector(Object[].class, declared.parameterCount());
        rescue = rescue.asType(methodType(Object[].class, Object[].class, Object.class)
                .appendParameterTypes(declared.parameterList()));
        MethodHandle asks = HERE.findStatic(Weaving.class, "asksForRescue", methodType(boolean.class, Object[].class));
        MethodHandle asIs = MethodHandles.dropArguments(
                MethodHandles.identity(Object[].class),
                1,
                rescue.type().parameterList().subList(1, rescue.type().parameterCount()));
        MethodHandle ending = MethodHandles.guardWithTest(asks, rescue, asIs);
        return MethodHandles.foldArguments(
                MethodHandles.dropArguments(ending, 1, Object.class, Throwable.class), settle);
    }

    private static MethodHandle moment(String name, Class<?> result, Class<?>... parameters)
            throws ReflectiveOperationException {
        return HERE.findVirtual(Weaving.class, name, methodType(result, parameters));
    }

    /** The method itself, entered without virtual dispatch, for calls whose body runs apart from the caller's frame. */
    private MethodHandle body() throws ReflectiveOperationException {
        Class<?> owner = caller.lookupClass();
        MethodHandle handle = isStatic
                ? MethodHandles.dropArguments(
                        caller.findStatic(owner, method.name(), declared).asFixedArity(), 0, Object.class)
                : caller.findSpecial(owner, method.name(), declared, owner).asFixedArity();
        return spread(handle);
    }

    private MethodHandle spread(MethodHandle handle) {
        return handle.asSpreader(Object[].class, declared.parameterCount())
                .asType(methodType(Object.class, Object.class, Object[].class));
    }

    private FallbackHandles fallbacks() throws ReflectiveOperationException {
        return FallbackHandles.find(caller, method, declared, isStatic);
    }

    Object enter() {
        return enter(null);
    }

    /** The moment before the body. */
    @SuppressWarnings("NullAway") // null is an answer here: nothing governs this call
    Object enter(@Nullable Object key) {
        Pipeline current = site.pipeline();
        if (current == null) {
            return null;
        }
        Object answer = Governor.admit(current, key);
        return answer instanceof RefusedException ? new Object[] {answer} : answer;
    }

    /** The moment before a body that may run later or more than once. */
    @SuppressWarnings("NullAway") // null is an answer here: nothing governs this call
    Object carry(
            MethodHandle body,
            @Nullable FallbackHandles fallbacks,
            @Nullable Object self,
            @Nullable Object key,
            Object[] arguments) {
        Pipeline current = site.pipeline();
        if (current == null || Arrival.take(site)) {
            return null;
        }
        Rescue rescue = fallbacks == null ? null : fallbacks.bind(self, arguments);
        CompletionStage<?> stage = site.start(current, key, () -> run(body, self, arguments), rescue);
        return new Object[] {stage};
    }

    private @Nullable CompletionStage<?> run(MethodHandle body, @Nullable Object self, Object[] arguments)
            throws Throwable {
        Arrival.mark(site);
        try {
            Object stage = body.invokeExact(self, arguments);
            return (CompletionStage<?>) stage;
        } finally {
            Arrival.clear();
        }
    }

    /** The moment after the body of a plain method without a fallback. */
    @SuppressWarnings("NullAway") // null leaves the ending alone
    Object[] exit(@Nullable Object ticket, @Nullable Throwable failure) {
        if (ticket instanceof Ticket call) {
            if (failure == null) {
                Governor.returned(call);
                return null;
            }
            return threw(call, failure);
        }
        return ticket == null ? null : ends(null, (Throwable) ((Object[]) ticket)[0]);
    }

    @SuppressWarnings("NullAway") // null leaves the ending alone
    private Object[] threw(Ticket call, Throwable failure) {
        Throwable flies = Governor.threw(call, failure);
        if (flies == null) {
            return again(call);
        }
        Governor.failed(call, flies);
        return flies == failure ? null : ends(null, flies);
    }

    private Object[] again(Ticket call) {
        call.takeRepeats();
        return new Object[] {AGAIN, zero, null};
    }

    private Object[] ends(@Nullable Object result, @Nullable Throwable failure) {
        return new Object[] {null, result == null ? zero : result, failure};
    }

    /** An ending that a fallback is to replace. */
    private record Wanted(Throwable cause) {}

    static boolean asksForRescue(Object @Nullable [] end) {
        return end != null && end[0] instanceof Wanted;
    }

    /** The moment after the body of a plain method with a fallback, which runs in {@link #rescue} if it is wanted. */
    @SuppressWarnings("NullAway") // null leaves the ending alone
    Object[] settleForRescue(@Nullable Object ticket, @Nullable Throwable failure) {
        if (ticket instanceof Ticket call) {
            if (failure == null) {
                Governor.returned(call);
                return null;
            }
            Throwable flies = Governor.threw(call, failure);
            if (flies == null) {
                return again(call);
            }
            if (!Rescue.appliesTo(flies)) {
                Governor.failed(call, flies);
                return flies == failure ? null : ends(null, flies);
            }
            Governor.replaced(call);
            call.close();
            return new Object[] {new Wanted(flies)};
        }
        return ticket == null ? null : new Object[] {new Wanted((Throwable) ((Object[]) ticket)[0])};
    }

    Object[] rescue(FallbackHandles fallbacks, Object[] end, @Nullable Object self, Object[] arguments) {
        Throwable cause = ((Wanted) end[0]).cause();
        try {
            return ends(fallbacks.call(self, arguments, cause), null);
        } catch (Throwable own) {
            return ends(null, Rescue.failedToo(own, cause));
        }
    }

    /** The moment after the body of a stage method. */
    @SuppressWarnings("NullAway") // null leaves the ending alone
    Object[] exitStage(
            @Nullable FallbackHandles fallbacks,
            @Nullable Object ticket,
            @Nullable Object result,
            @Nullable Throwable failure,
            @Nullable Object self,
            Object @Nullable [] arguments) {
        if (ticket == null) {
            return null;
        }
        Rescue rescue = fallbacks == null || arguments == null ? null : fallbacks.bind(self, arguments);
        if (ticket instanceof Object[] skip) {
            return ends(skip[0] instanceof RefusedException refusal ? StageEnd.failed(refusal, rescue) : skip[0], null);
        }
        Ticket call = (Ticket) ticket;
        if (failure == null) {
            CompletionStage<?> given = StageEnd.watch(call, (CompletionStage<?>) result, rescue);
            return given == result ? null : ends(given, null);
        }
        Throwable flies = Governor.threw(call, failure);
        Throwable ending = flies == null ? failure : flies;
        Governor.failed(call, ending);
        return rescue == null || !Rescue.appliesTo(ending) ? null : ends(StageEnd.failed(ending, rescue), null);
    }
}
