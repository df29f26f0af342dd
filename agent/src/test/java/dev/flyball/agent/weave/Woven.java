package dev.flyball.agent.weave;

import dev.flyball.agent.read.BytecodeReader;
import dev.flyball.agent.read.TypeSource;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredType;
import dev.flyball.model.MethodPlan;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A class woven against {@link FakeLink}, in a loader of its own, under the full verifier. */
final class Woven {

    private final Class<?> type;

    private Woven(Class<?> type) {
        this.type = type;
    }

    /** Every method under a plan with these traits. */
    static Woven of(Class<?> victim, Function<DeclaredMethod, MethodPlan> plan) throws Exception {
        byte[] file = bytes(victim);
        DeclaredType declared = BytecodeReader.read(file, TypeSource.PLATFORM);
        List<Weaver.Target> targets = declared.methods().stream()
                .filter(method -> (method.modifiers() & 0x1500) == 0) // native, abstract, synthetic
                .map(method -> new Weaver.Target(method, plan.apply(method)))
                .toList();
        byte[] woven = new Weaver(FakeLink.class.getName()).weave(victim.getName(), file, targets);
        return new Woven(new Loader(victim.getName(), woven).loadClass(victim.getName()));
    }

    static MethodPlan plain(DeclaredMethod method) {
        return new MethodPlan(method.owner(), method.name(), method.descriptor(), List.of(), List.of(), "", false);
    }

    static MethodPlan withFallback(DeclaredMethod method) {
        return new MethodPlan(
                method.owner(), method.name(), method.descriptor(), List.of(), List.of(), "instead", false);
    }

    Class<?> type() {
        return type;
    }

    Object instance() throws Exception {
        return type.getConstructor().newInstance();
    }

    /** Calls the only method of this name on a new object; what it throws flies as it is. */
    Object call(String name, Object... arguments) throws Throwable {
        return callOn(instance(), name, arguments);
    }

    Object callOn(Object self, String name, Object... arguments) throws Throwable {
        Method method = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        try {
            return method.invoke(self, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    List<String> ran() throws ReflectiveOperationException {
        return (List<String>) type.getField("RAN").get(null);
    }

    static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    /** Sees the test's classes, but defines this one itself. */
    private static final class Loader extends ClassLoader {
        private final String name;
        private final byte[] file;

        Loader(String name, byte[] file) {
            super(Woven.class.getClassLoader());
            this.name = name;
            this.file = file;
        }

        @Override
        protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(wanted)) {
                Class<?> loaded = findLoadedClass(wanted);
                if (loaded != null) {
                    return loaded;
                }
                return wanted.equals(name) ? defineClass(name, file, 0, file.length) : super.loadClass(wanted, resolve);
            }
        }
    }
}
