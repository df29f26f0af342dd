package dev.flyball.runtime.pipeline;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PlanText;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime knows of one governed method: its declared plan, and the pipeline made from it, which a change of
 * configuration replaces. Thread-safe; rebuilding is guarded by this object's monitor and never happens on a call.
 */
public final class MethodSite {

    private final Governance governance;
    private final String name;
    private final String descriptor;
    private final String label;
    private final MethodPlan declared;
    private final Consumer<@Nullable Pipeline> force;
    private boolean retired;

    /**
     * @param force puts a pipeline in force; null lets every call through
     * @throws IllegalArgumentException if the plan line is not one of this version
     */
    public MethodSite(
            Governance governance,
            Class<?> declaring,
            String name,
            String descriptor,
            String planLine,
            Consumer<@Nullable Pipeline> force) {
        this.governance = governance;
        this.force = force;
        this.name = name;
        this.descriptor = descriptor;
        this.label = simpleName(declaring) + "." + name;
        this.declared = PlanText.read(declaring.getName(), name, descriptor, planLine);
    }

    /** {@code Outer.Inner}, without asking the class for its enclosing ones, which may fail to load. */
    private static String simpleName(Class<?> declaring) {
        String binary = declaring.getName();
        return binary.substring(binary.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Starts governing. */
    public void activate() {
        governance.govern(this);
    }

    /** Builds the pipeline anew from the declared plan and the configuration in force. */
    synchronized void rebuild() {
        force.accept(retired ? null : governance.build(this));
    }

    /** Lets every call through from now on. */
    public synchronized void retire() {
        retired = true;
        force.accept(null);
    }

    /** The runtime that governs it. */
    public Governance governance() {
        return governance;
    }

    /** The method's name. */
    public String name() {
        return name;
    }

    /** The method's JVM descriptor. */
    public String descriptor() {
        return descriptor;
    }

    /** Who is governed, as {@code Owner.method}. */
    public String label() {
        return label;
    }

    /** What the annotations say. */
    public MethodPlan declared() {
        return declared;
    }

    /** Whether the method returns a stage. */
    public boolean stage() {
        return declared.stage();
    }

    /** Whether the body may run later or more than once, apart from the caller's frame. */
    public boolean carried() {
        return declared.carried();
    }

    /** How many parameters form the key. */
    public int keys() {
        return declared.keyParameters().size();
    }

    /** The fallback's name, or null if there is none. */
    public @Nullable String fallback() {
        return declared.hasFallback() ? declared.fallback() : null;
    }
}
