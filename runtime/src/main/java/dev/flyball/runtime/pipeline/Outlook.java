package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.degrade.Degradations;
import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.ResourcePressure;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import java.util.function.DoubleSupplier;

/**
 * What the engines of a runtime go by where memory and processors matter, apart from who has sensed it.
 *
 * @param pressure what degradation and grants follow
 * @param memory what breakers with a {@code memoryThreshold} and grants follow
 * @param cpu the share of the processors that the process uses, 0 to 1
 */
public record Outlook(ResourcePressure pressure, LiveMemory memory, DoubleSupplier cpu) {

    /** Nobody has sensed anything, and nothing is under pressure. */
    public static Outlook calm() {
        return new Outlook(Degradations.steady(), Degradations.unmeasured(), () -> 0);
    }

    /** What a monitor senses. */
    static Outlook of(ResourceMonitor monitor) {
        return new Outlook(monitor, monitor.liveMemory(), () -> used(monitor));
    }

    /** What is not known is no reason to hold anybody back. */
    private static double used(ResourceMonitor monitor) {
        double used = monitor.reading().cpu().used();
        return Double.isNaN(used) ? 0 : used;
    }
}
