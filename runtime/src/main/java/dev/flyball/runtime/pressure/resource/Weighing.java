package dev.flyball.runtime.pressure.resource;

import static dev.flyball.runtime.pressure.resource.Signal.ALLOCATION_STALL;
import static dev.flyball.runtime.pressure.resource.Signal.COLLECTING;
import static dev.flyball.runtime.pressure.resource.Signal.CONTAINER;
import static dev.flyball.runtime.pressure.resource.Signal.CPU_STALLED;
import static dev.flyball.runtime.pressure.resource.Signal.CPU_USED;
import static dev.flyball.runtime.pressure.resource.Signal.HEAP_USED;
import static dev.flyball.runtime.pressure.resource.Signal.LIVE;
import static dev.flyball.runtime.pressure.resource.Signal.MEMORY_STALLED;
import static dev.flyball.runtime.pressure.resource.Signal.NONE;
import static dev.flyball.runtime.pressure.resource.Signal.OLD;
import static dev.flyball.runtime.pressure.resource.Signal.OUT_OF_MEMORY;
import static dev.flyball.runtime.pressure.resource.Signal.QUEUEING;
import static dev.flyball.runtime.pressure.resource.Signal.RUN_QUEUE;
import static dev.flyball.runtime.pressure.resource.Signal.THROTTLED;

import dev.flyball.runtime.pressure.PressureLevel;

/**
 * The largest of what several signals are worth, and which it was; a maximum, since one shortage is enough to stop the
 * work, and since a maximum has a reason.
 *
 * <pre>
 * cpu    = max( g(u), g(max(s, w)), g(f), g(q) )       s of the whole machine, unless w or q confirm it: at most 0.84;
 * w less where u is below 0.10
 * memory = max( g(L), stalls > 0 ? 0.85 : 0, g(G), out of memory > 0 ? 1 : 0, g(C), g(M) )
 * </pre>
 *
 * <p>A signal that is not known counts for nothing. Used by one thread at a time, again and again.
 */
final class Weighing {

    private double most;
    private Signal leading = NONE;
    private boolean certain;

    /** The pressure, 0 to 1. */
    double most() {
        return most;
    }

    Signal leading() {
        return leading;
    }

    /** Whether it is no noise: believed at once, without smoothing. */
    boolean certain() {
        return certain;
    }

    /** Weighs what tells of processors. */
    void cpu(Raw raw, ResourceSpec spec) {
        clear();
        if (spec.model() == ResourceSpec.Model.PLAIN) {
            take(clamped(raw.cpuUsed), CPU_USED);
            return;
        }
        Curves curves = spec.curves();
        take(curves.used().at(raw.cpuUsed), CPU_USED);
        double own = raw.runQueue * (raw.cpuUsed < curves.busy() ? raw.cpuUsed / curves.busy() : 1);
        take(curves.waiting().at(own), RUN_QUEUE);
        double stalled = curves.waiting().at(raw.cpuStalled);
        double high = PressureLevel.HIGH.from();
        boolean felt = raw.ownGroup
                || curves.waiting().at(own) >= high
                || curves.queueing().at(raw.queueing) >= high;
        take(felt ? stalled : Math.min(stalled, curves.neighbour()), CPU_STALLED);
        take(curves.throttled().at(raw.throttled), THROTTLED);
        take(curves.queueing().at(raw.queueing), QUEUEING);
    }

    /**
     * Weighs what tells of memory.
     *
     * @param collecting share of the last span in which collections stopped the program
     * @param stalls new allocations that had to wait for the collector
     * @param deaths new kills for want of memory
     * @param ownsLive whether live memory counts
     */
    void memory(Raw raw, ResourceSpec spec, double collecting, long stalls, long deaths, boolean ownsLive) {
        clear();
        if (spec.model() == ResourceSpec.Model.PLAIN) {
            take(clamped(raw.heapUsed), HEAP_USED);
            return;
        }
        Curves curves = spec.curves();
        if (ownsLive) {
            take(raw.live == null ? 0 : curves.live().at(share(raw, spec)), LIVE);
            take(curves.live().at(raw.old), OLD);
        }
        take(curves.collecting().at(collecting), COLLECTING);
        take(curves.container().at(raw.container), CONTAINER);
        take(curves.memoryStalled().at(raw.memoryStalled), MEMORY_STALLED);
        if (stalls > 0) {
            take(curves.allocationStall(), ALLOCATION_STALL);
            certain = true;
        }
        if (deaths > 0) {
            take(1, OUT_OF_MEMORY);
        }
        certain |= most > PressureLevel.EMERGENCY.from();
    }

    /** The share of the heap that was live: of all of it, or of what counts as all of it. */
    static double share(Raw raw, ResourceSpec spec) {
        if (raw.live == null) {
            return Double.NaN;
        }
        return spec.maxMemory() == 0 ? raw.live.share() : Math.min(1, (double) raw.live.live() / spec.maxMemory());
    }

    private static double clamped(double share) {
        return Double.isNaN(share) ? 0 : Math.min(Math.max(share, 0), 1);
    }

    private void clear() {
        most = 0;
        leading = NONE;
        certain = false;
    }

    private void take(double worth, Signal signal) {
        if (worth > most) {
            most = worth;
            leading = signal;
        }
    }
}
