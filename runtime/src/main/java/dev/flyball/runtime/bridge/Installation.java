package dev.flyball.runtime.bridge;

import static java.lang.invoke.MethodType.methodType;

import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pipeline.Governor;
import dev.flyball.runtime.pipeline.MethodSite;
import dev.flyball.runtime.pipeline.Pipeline;
import dev.flyball.runtime.pipeline.StageEnd;
import dev.flyball.runtime.pipeline.Ticket;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everywhere that one method's pipeline is in force: the call sites of its wrapper and of its woven code. A pipeline is
 * bound into their targets as a constant, so that a call reads no field to find it; a reload sets new targets, which costs
 * the compiled code of these call sites and nothing on a call.
 *
 * <p>All fields are guarded by this object's monitor, which no call takes; call sites publish their targets themselves.
 * Once the method is woven its wrapper lets calls through, so that each is governed once.
 */
final class Installation {

    private static final Lookup HERE = MethodHandles.lookup();
    private static final MethodType ENTER = methodType(Object.class, Object.class);
    private static final MethodType RETURN = methodType(void.class, Ticket.class);
    private static final MethodHandle ADMIT =
            find(Governor.class, "admit", methodType(Object.class, Pipeline.class, Object.class));
    private static final MethodHandle RETURNED =
            find(Governor.class, "returned", methodType(void.class, Pipeline.class, Ticket.class));
    private static final MethodHandle RETURNED_ELSEWHERE = find(StageEnd.class, "returned", RETURN);

    /** A call site and how its target follows from the pipeline in force, which is null while there is none. */
    private record Outlet(MutableCallSite site, Function<@Nullable Pipeline, MethodHandle> target) {

        void retarget(@Nullable Pipeline pipeline) {
            site.setTarget(target.apply(pipeline));
        }
    }

    private final MethodSite method;
    private final LinkedSite site;
    private final List<Outlet> outlets = new ArrayList<>();
    private @Nullable Pipeline pipeline;
    private boolean woven;

    Installation(Governance governance, Class<?> declaring, String name, String descriptor, String planLine) {
        this.method = new MethodSite(governance, declaring, name, descriptor, planLine, this::install);
        Outlet enter = new Outlet(new MutableCallSite(MethodHandles.empty(ENTER)), this::wrapperEnters);
        Outlet exit = new Outlet(new MutableCallSite(RETURNED_ELSEWHERE), Installation::wrapperReturns);
        outlets.add(enter);
        outlets.add(exit);
        this.site = new LinkedSite(
                this,
                enter.site().dynamicInvoker(),
                exit.site().dynamicInvoker(),
                declaring.isInterface() ? new Delegates(name, descriptor) : null,
                method.stage());
    }

    private static MethodHandle find(Class<?> owner, String name, MethodType type) {
        try {
            return HERE.findStatic(owner, name, type);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(name, missing);
        }
    }

    private MethodHandle wrapperEnters(@Nullable Pipeline current) {
        return current == null || woven ? MethodHandles.empty(ENTER) : ADMIT.bindTo(current);
    }

    private static MethodHandle wrapperReturns(@Nullable Pipeline current) {
        return current == null ? RETURNED_ELSEWHERE : RETURNED.bindTo(current);
    }

    private synchronized void install(@Nullable Pipeline built) {
        pipeline = built;
        retarget();
    }

    private void retarget() {
        for (Outlet outlet : outlets) {
            outlet.retarget(pipeline);
        }
        MutableCallSite.syncAll(outlets.stream().map(Outlet::site).toArray(MutableCallSite[]::new));
    }

    /** One more call site for woven code, with a target for the pipeline in force and for each that replaces it. */
    synchronized MutableCallSite weave(Function<@Nullable Pipeline, MethodHandle> target) {
        Outlet outlet = new Outlet(new MutableCallSite(target.apply(pipeline)), target);
        outlets.add(outlet);
        woven = true;
        retarget();
        return outlet.site();
    }

    /** Lets every call through for good: one of the two moments could not be linked. */
    void disarm() {
        method.retire();
    }

    synchronized boolean woven() {
        return woven;
    }

    /** The pipeline for calls through the wrapper; null if they pass through. */
    synchronized @Nullable Pipeline forWrapper() {
        return woven ? null : pipeline;
    }

    MethodSite method() {
        return method;
    }

    LinkedSite site() {
        return site;
    }
}
