package dev.flyball.agent.weave;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** A bridge that hands both moments to a script and writes down what it was given. Used by one test at a time. */
@NullUnmarked
public final class FakeLink {

    /** What a test wants of the two moments. */
    interface Script {
        default Object enter(Object[] arguments) throws Throwable {
            return "ticket";
        }

        default Object[] exit(Object[] arguments) throws Throwable {
            return null;
        }
    }

    static Script script = new Script() {};
    static final List<String> LINKED = new ArrayList<>();
    static final List<List<Object>> ENTERED = new ArrayList<>();
    static final List<List<Object>> EXITED = new ArrayList<>();
    static boolean linkFails;

    private FakeLink() {}

    static void reset() {
        script = new Script() {};
        linkFails = false;
        LINKED.clear();
        ENTERED.clear();
        EXITED.clear();
    }

    public static CallSite link(MethodHandles.Lookup caller, String moment, MethodType type, Object... plan)
            throws ReflectiveOperationException {
        if (linkFails) {
            throw new IllegalStateException("no linker today");
        }
        LINKED.add(moment + type + " " + List.of(plan));
        Class<?> result = moment.equals("enter") ? Object.class : Object[].class;
        MethodHandle handle = MethodHandles.lookup()
                .findStatic(FakeLink.class, moment, methodType(result, Object[].class))
                .asCollector(Object[].class, type.parameterCount())
                .asType(type);
        return new ConstantCallSite(handle);
    }

    static Object enter(Object[] arguments) throws Throwable {
        ENTERED.add(java.util.Arrays.asList(arguments.clone()));
        return script.enter(arguments);
    }

    static Object[] exit(Object[] arguments) throws Throwable {
        EXITED.add(java.util.Arrays.asList(arguments.clone()));
        return script.exit(arguments);
    }
}
