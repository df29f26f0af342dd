package dev.flyball.runtime.bridge;

import dev.flyball.runtime.pipeline.Governance;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Links governed methods to their sites, once each: one site per declaring class, name and descriptor. */
public final class Linker {

    /** The number that woven code and this runtime must agree on. */
    public static final int BRIDGE = 1;

    private static final AtomicInteger WEAVINGS = new AtomicInteger();

    private Linker() {}

    /** The site of a method governed by a generated wrapper. */
    public static Site link(Class<?> declaring, String name, String descriptor, String planLine) {
        return site(declaring, name, descriptor, planLine).site();
    }

    /**
     * Links one moment of a woven method. {@code moment} is {@code enter} or {@code exit}; {@code plan} holds the
     * method's name, its descriptor, 1 if it is static (else 0), and the plan line. Null if this moment cannot be
     * linked; the method then runs ungoverned.
     *
     * <p>The types follow from the plan. {@code enter}: {@code (Object self, Object for each key parameter, and for a
     * carried plan every argument as declared) Object}. {@code exit}: {@code (Object ticket, Object result if the
     * method returns a stage, Throwable failure, and where the plan has a fallback and is not carried Object self and
     * every argument as declared) Object[]}.
     */
    public static @Nullable CallSite weave(Lookup caller, String moment, MethodType type, Object... plan) {
        return Linking.link(type, () -> {
            IllegalStateException refusal = Governance.refusal();
            if (refusal != null) {
                return refusing(caller, moment, type, (String) plan[1], refusal);
            }
            String name = (String) plan[0];
            String descriptor = (String) plan[1];
            Installation site = site(caller.lookupClass(), name, descriptor, (String) plan[3]);
            try {
                boolean admitted =
                        moment.equals("enter") && !site.woven() && FirstArrival.cameThroughWrapper(caller, name);
                Weaving weaving = new Weaving(caller, site.method(), plan[2].equals(1));
                CallSite linked = site.weave(
                        moment.equals("enter") ? lane -> weaving.enter(type, lane) : lane -> weaving.exit(type, lane));
                WEAVINGS.incrementAndGet();
                return admitted ? FirstArrival.passing(linked) : linked;
            } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
                site.disarm();
                Governance.shared().reportUnlinked(site.method(), moment, failure);
                return null;
            }
        });
    }

    /**
     * Has a woven method throw: whoever asked not to start with a bad configuration must not run ungoverned. Before the body
     * it is skipped, after it the ending is the refusal.
     */
    private static CallSite refusing(
            Lookup caller, String moment, MethodType type, String descriptor, IllegalStateException refusal) {
        Class<?> result = MethodType.fromMethodDescriptorString(
                        descriptor, caller.lookupClass().getClassLoader())
                .returnType();
        MethodHandle answer =
                MethodHandles.constant(type.returnType(), Moments.refused(moment.equals("enter"), result, refusal));
        return new ConstantCallSite(MethodHandles.dropArguments(answer, 0, type.parameterList()));
    }

    private static Installation site(Class<?> declaring, String name, String descriptor, String planLine) {
        return SiteTable.of(declaring)
                .findOrAdd(
                        name,
                        descriptor,
                        () -> new Installation(Governance.shared(), declaring, name, descriptor, planLine));
    }

    /** How often woven code has linked; grows only. */
    static int weavings() {
        return WEAVINGS.get();
    }

    /** Whether calls of this method on objects of this class run through woven code. */
    static boolean isWoven(Class<?> type, String name, String descriptor) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            Installation site = SiteTable.of(owner).find(name, descriptor);
            if (site != null && site.woven()) {
                return true;
            }
        }
        return false;
    }
}
