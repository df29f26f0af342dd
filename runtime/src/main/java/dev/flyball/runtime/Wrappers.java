package dev.flyball.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Finds the wrapper that the annotation processor generated for an interface, by the naming rule, once per interface. */
final class Wrappers {

    private static final ClassValue<MethodHandle> GOVERN = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> api) {
            return find(api);
        }
    };

    private Wrappers() {}

    static <T> T govern(Class<T> api, T delegate) {
        try {
            return api.cast(GOVERN.get(api).invoke(delegate));
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** {@code com.acme.Outer$Inner} is governed by {@code com.acme.Outer_Inner_Governed}. */
    static String nameFor(Class<?> api) {
        return api.getName().replace('$', '_') + "_Governed";
    }

    private static MethodHandle find(Class<?> api) {
        String name = nameFor(api);
        try {
            Class<?> wrapper = Class.forName(name, true, api.getClassLoader());
            for (Method method : wrapper.getDeclaredMethods()) {
                if (method.getName().equals("govern")
                        && Modifier.isStatic(method.getModifiers())
                        && method.getParameterCount() == 1) {
                    method.setAccessible(true);
                    return MethodHandles.lookup().unreflect(method);
                }
            }
            throw new IllegalStateException("[no-decorator] " + name
                    + " extends its class and wraps no other object; make one with new, or use the agent");
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(
                    "[no-wrapper] there is no class " + name + "; compile " + api.getSimpleName()
                            + " with flyball-processor on the processor path, and give it a governed method",
                    missing);
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(
                    "[wrapper-hidden] " + name + " is not accessible; open its package to dev.flyball.runtime", hidden);
        }
    }
}
