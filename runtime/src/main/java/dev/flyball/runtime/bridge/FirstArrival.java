package dev.flyball.runtime.bridge;

import static java.lang.invoke.MethodType.methodType;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MutableCallSite;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The call that makes woven code link. Woven code is known to be there only once it has run, so this call, where it came
 * through a generated wrapper, was admitted by that wrapper already; later ones find the wrapper letting them through.
 * Calls of other threads that are between the wrapper and the body at this very moment are admitted by both.
 */
final class FirstArrival {

    /** What the processor ends the names of wrappers with: its marker on them is not kept at run time. */
    private static final String WRAPPER = "_Governed";

    private static final MethodHandle PASS;

    static {
        try {
            PASS = MethodHandles.lookup()
                    .findStatic(
                            FirstArrival.class,
                            "pass",
                            methodType(Object.class, MutableCallSite.class, CallSite.class));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private FirstArrival() {}

    /** Whether the linking call of that method of the caller's class came through a wrapper. */
    static boolean cameThroughWrapper(Lookup caller, String method) {
        Class<?> woven = caller.lookupClass();
        Optional<StackFrame> above = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.dropWhile(frame -> frame.getDeclaringClass() != woven
                                || !frame.getMethodName().equals(method))
                        .skip(1)
                        .findFirst());
        return above.filter(frame -> isWrapper(frame.getDeclaringClass(), woven))
                .isPresent();
    }

    private static boolean isWrapper(Class<?> type, Class<?> woven) {
        if (!type.getName().endsWith(WRAPPER)) {
            return false;
        }
        if (woven.isAssignableFrom(type)) {
            return true;
        }
        for (Class<?> decorated : type.getInterfaces()) {
            if (decorated.isAssignableFrom(woven)) {
                return true;
            }
        }
        return false;
    }

    /** A site of {@code enter} that lets its first call through and is the other one from then on. */
    static CallSite passing(CallSite linked) {
        MutableCallSite first = new MutableCallSite(linked.type());
        MethodHandle pass = MethodHandles.insertArguments(PASS, 0, first, linked);
        first.setTarget(MethodHandles.dropArguments(pass, 0, linked.type().parameterList()));
        return first;
    }

    static @Nullable Object pass(MutableCallSite first, CallSite linked) {
        first.setTarget(linked.dynamicInvoker());
        return null;
    }
}
