package dev.flyball.runtime.bridge;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Links governed methods to their sites, once each: one site per declaring class, name and descriptor. */
public final class Linker {

    /** The number that woven code and this runtime must agree on. */
    public static final int BRIDGE = 1;

    private Linker() {}

    /** The site of a method governed by a generated wrapper. */
    public static Site link(Class<?> declaring, String name, String descriptor, String planLine) {
        return new Site();
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
        return null;
    }
}
