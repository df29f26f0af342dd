package dev.flyball.runtime.bridge;

import static java.lang.invoke.MethodType.methodType;

import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pipeline.Lane;
import dev.flyball.runtime.pipeline.MethodSite;
import dev.flyball.runtime.pipeline.Pipeline;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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

    private static final MethodType ENTER = methodType(Object.class, Object.class);
    /** A call site and how its target follows from the pipeline in force, which is null while there is none. */
    private record Outlet(MutableCallSite site, Function<@Nullable Lane, MethodHandle> target) {

        void retarget(@Nullable Lane lane) {
            site.setTarget(target.apply(lane));
        }
    }

    private final MethodSite method;
    private final LinkedSite site;
    private final List<Outlet> outlets = new ArrayList<>();
    private @Nullable Lane lane;
    private boolean woven;

    Installation(Governance governance, Class<?> declaring, String name, String descriptor, String planLine) {
        this.method = new MethodSite(governance, declaring, name, descriptor, planLine, this::install);
        Outlet enter = new Outlet(new MutableCallSite(MethodHandles.empty(ENTER)), this::wrapperEnters);
        Outlet exit = new Outlet(new MutableCallSite(Lane.RETURNED_ELSEWHERE), Installation::wrapperReturns);
        outlets.add(enter);
        outlets.add(exit);
        this.site = new LinkedSite(
                this,
                enter.site().dynamicInvoker(),
                exit.site().dynamicInvoker(),
                declaring.isInterface() ? new Delegates(name, descriptor) : null,
                method.stage());
    }

    private MethodHandle wrapperEnters(@Nullable Lane current) {
        return current == null || woven ? MethodHandles.empty(ENTER) : current.admit();
    }

    private static MethodHandle wrapperReturns(@Nullable Lane current) {
        return current == null ? Lane.RETURNED_ELSEWHERE : current.returned();
    }

    private synchronized void install(@Nullable Pipeline built) {
        lane = built == null ? null : Lane.of(built);
        retarget();
    }

    private void retarget() {
        for (Outlet outlet : outlets) {
            outlet.retarget(lane);
        }
        MutableCallSite.syncAll(outlets.stream().map(Outlet::site).toArray(MutableCallSite[]::new));
    }

    /** One more call site for woven code, with a target for the pipeline in force and for each that replaces it. */
    synchronized MutableCallSite weave(Function<@Nullable Lane, MethodHandle> target) {
        Outlet outlet = new Outlet(new MutableCallSite(target.apply(lane)), target);
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
        return woven || lane == null ? null : lane.pipeline();
    }

    MethodSite method() {
        return method;
    }

    LinkedSite site() {
        return site;
    }
}
