package dev.flyball.runtime.pipeline;

import static java.lang.invoke.MethodType.methodType;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The way through one pipeline as two method handles over a copy of {@link Passage}, a hidden class of its own.
 *
 * <p>Shared code would be compiled for every kind of gate at once: its calls go through tables, its compiled form is too
 * big to be inlined, and a call costs several times what its atomic updates do. A copy is compiled for its own gates. It
 * costs some tens of microseconds and a few kilobytes when a method is linked or reloaded, and is collected with its
 * pipeline. Where no copy can be made the original serves, more slowly.
 *
 * @param admit {@code (Object key) Object}: a ticket, a refusal, or null where the call passes ungoverned
 * @param returned {@code (Ticket) Throwable}: settles a call whose body returned, null; or what it ends with instead
 */
public record Lane(Pipeline pipeline, MethodHandle admit, MethodHandle returned) {

    private static final Lookup HERE = MethodHandles.lookup();
    private static final MethodType ADMIT = methodType(Object.class, Pipeline.class, Object.class);
    private static final MethodType RETURNED = methodType(Throwable.class, Pipeline.class, Ticket.class);
    private static final byte @Nullable [] TEMPLATE = template();

    /** {@code (Ticket) Throwable}: settles a call under whatever pipeline admitted it. */
    public static final MethodHandle RETURNED_ELSEWHERE =
            find(HERE, Governor.class, "returned", methodType(Throwable.class, Ticket.class));

    /** The lane of a pipeline. */
    public static Lane of(Pipeline pipeline) {
        Lookup code = copy();
        return new Lane(
                pipeline,
                find(code, code.lookupClass(), "admit", ADMIT).bindTo(pipeline),
                find(code, code.lookupClass(), "returned", RETURNED).bindTo(pipeline));
    }

    private static Lookup copy() {
        if (TEMPLATE != null) {
            try {
                return HERE.defineHiddenClass(TEMPLATE, false);
            } catch (IllegalAccessException | LinkageError | UnsupportedOperationException notHere) {
                // A native image, for example: the original does the same.
            }
        }
        return HERE.in(Passage.class);
    }

    private static byte @Nullable [] template() {
        try (InputStream bytes = Passage.class.getResourceAsStream("Passage.class")) {
            return bytes == null ? null : bytes.readAllBytes();
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static MethodHandle find(Lookup lookup, Class<?> owner, String name, MethodType type) {
        try {
            return lookup.findStatic(owner, name, type);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(name, missing);
        }
    }
}
