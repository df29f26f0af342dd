package dev.flyball.runtime.bridge;

import static java.lang.invoke.MethodType.methodType;

import dev.flyball.runtime.pipeline.MethodSite;
import dev.flyball.runtime.pipeline.Rescue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods that may stand in for one woven method, found by name when it is linked, the most specific cause first.
 * A candidate takes the method's parameters or none, each optionally followed by the cause; private and inherited ones
 * count. No reflection happens at a call.
 */
final class FallbackHandles {

    /** {@code handle} is {@code (Object self, Object[] arguments, Throwable cause) Object}. */
    private record Candidate(Class<?> cause, boolean takesArguments, MethodHandle handle) {}

    private final List<Candidate> candidates;

    private FallbackHandles(List<Candidate> candidates) {
        this.candidates = candidates;
    }

    static FallbackHandles find(Lookup caller, MethodSite site, MethodType declared, boolean isStatic)
            throws ReflectiveOperationException {
        String name = site.fallback();
        List<Candidate> found = new ArrayList<>();
        Set<MethodType> seen = new HashSet<>();
        for (Class<?> owner : lineage(caller.lookupClass())) {
            for (Method method : owner.getDeclaredMethods()) {
                if (method.getName().equals(name) && !method.isBridge() && reachable(method, caller.lookupClass())) {
                    MethodType type = methodType(method.getReturnType(), method.getParameterTypes());
                    Candidate candidate = candidate(caller, method, type, declared, isStatic);
                    if (candidate != null && seen.add(type)) {
                        found.add(candidate);
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new NoSuchMethodException("[fallback-not-linked] " + site.label() + ": no method " + name
                    + " in " + caller.lookupClass().getName()
                    + " or above it takes its parameters or none, each optionally"
                    + " followed by a Throwable, and returns "
                    + declared.returnType().getSimpleName());
        }
        found.sort(SPECIFIC_FIRST);
        return new FallbackHandles(List.copyOf(found));
    }

    /** A subclass before its superclass; with arguments before without. Unrelated causes never compete for one ending. */
    private static final Comparator<Candidate> SPECIFIC_FIRST = Comparator.<Candidate>comparingInt(
                    candidate -> -depth(candidate.cause()))
            .thenComparing(candidate -> !candidate.takesArguments());

    private static int depth(Class<?> type) {
        int depth = 0;
        for (Class<?> above = type.getSuperclass(); above != null; above = above.getSuperclass()) {
            depth++;
        }
        return depth;
    }

    private static List<Class<?>> lineage(Class<?> type) {
        List<Class<?>> lineage = new ArrayList<>();
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            lineage.add(owner);
        }
        collectInterfaces(type, lineage);
        return lineage;
    }

    private static void collectInterfaces(Class<?> type, List<Class<?>> into) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (Class<?> implemented : owner.getInterfaces()) {
                if (!into.contains(implemented)) {
                    into.add(implemented);
                    collectInterfaces(implemented, into);
                }
            }
        }
    }

    private static boolean reachable(Method method, Class<?> from) {
        int modifiers = method.getModifiers();
        Class<?> owner = method.getDeclaringClass();
        if (owner == from || Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) {
            return true;
        }
        return !Modifier.isPrivate(modifiers)
                && owner.getPackageName().equals(from.getPackageName())
                && owner.getClassLoader() == from.getClassLoader();
    }

    private static @Nullable Candidate candidate(
            Lookup caller, Method method, MethodType type, MethodType declared, boolean isStatic)
            throws IllegalAccessException {
        if ((isStatic && !Modifier.isStatic(method.getModifiers())) || !returns(type, declared)) {
            return null;
        }
        int count = type.parameterCount();
        boolean takesCause = count > 0
                && Throwable.class.isAssignableFrom(type.lastParameterType())
                && !type.parameterList().equals(declared.parameterList());
        List<Class<?>> plain = type.parameterList().subList(0, takesCause ? count - 1 : count);
        boolean takesArguments = !plain.isEmpty();
        if (takesArguments && !plain.equals(declared.parameterList())) {
            return null;
        }
        Class<?> cause = takesCause ? type.lastParameterType() : Throwable.class;
        MethodHandle handle = caller.unreflect(method).asFixedArity();
        if (Modifier.isStatic(method.getModifiers())) {
            handle = MethodHandles.dropArguments(handle, 0, Object.class);
        }
        if (!takesCause) {
            handle = MethodHandles.dropArguments(handle, handle.type().parameterCount(), Throwable.class);
        }
        return new Candidate(cause, takesArguments, uniform(handle, plain.size()));
    }

    private static boolean returns(MethodType candidate, MethodType declared) {
        return declared.returnType() == void.class
                || declared.returnType() == candidate.returnType()
                || declared.returnType().isAssignableFrom(candidate.returnType());
    }

    /** {@code (self, a, b, cause)} as {@code (Object self, Object[] arguments, Throwable cause) Object}. */
    private static MethodHandle uniform(MethodHandle handle, int arguments) {
        MethodHandle spread = handle.asSpreader(1, Object[].class, arguments);
        return spread.asType(methodType(Object.class, Object.class, Object[].class, Throwable.class));
    }

    /** Runs the fallback for this cause; throws the cause itself where none takes it. */
    @Nullable
    Object call(@Nullable Object self, Object[] arguments, Throwable cause) throws Throwable {
        for (Candidate candidate : candidates) {
            if (candidate.cause().isInstance(cause)) {
                Object[] given = candidate.takesArguments() ? arguments : new Object[0];
                return candidate.handle().invokeExact(self, given, cause);
            }
        }
        throw cause;
    }

    /** The fallback of one call, for an ending that comes later. */
    Rescue bind(@Nullable Object self, Object[] arguments) {
        return cause -> call(self, arguments, cause);
    }
}
