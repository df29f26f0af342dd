package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.Curve;

/**
 * What each signal is worth as pressure: the one table of all points. A curve that may declare an emergency alone ends
 * above 0.95. Immutable.
 *
 * @param used this process's share of all processors' time; alone never more than HIGH, since busy is not overloaded
 * @param waiting share of time in which threads wait for a processor, of the kernel's or of this process's own counting
 * @param throttled share of the container's periods that were cut short
 * @param queueing the delay in Flyball's own queues, over 20 ms
 * @param live share of the heap, or of the old generation, that was live after a collection
 * @param collecting share of the last 30 s in which collections stopped the program
 * @param container share of the container's memory limit in use
 * @param memoryStalled share of time in which all threads waited for memory
 * @param allocationStall the pressure of an allocation that had to wait for the collector
 * @param neighbour the most that a waiting of the whole machine may make that this process does not feel itself
 * @param busy share of all processors' time below which the waiting of this process's own threads counts in part: who
 *     hardly runs waits at each waking where others run, and could give nothing back
 */
public record Curves(
        Curve used,
        Curve waiting,
        Curve throttled,
        Curve queueing,
        Curve live,
        Curve collecting,
        Curve container,
        Curve memoryStalled,
        double allocationStall,
        double neighbour,
        double busy) {

    /** Calibrated on forked JVMs: see {@code docs/pressure.md}. */
    public static final Curves CALIBRATED = new Curves(
            Curve.through(.50, .50, .85, .65, .95, .75, 1, .80),
            Curve.through(.05, .50, .10, .65, .25, .75, .50, .85, .80, .95, .95, 1),
            Curve.through(.01, .50, .05, .65, .15, .75, .30, .85, .50, .95, .70, 1),
            Curve.through(1, .65, 2, .75, 4, .85, 8, .95, 16, 1),
            Curve.through(.60, .50, .75, .65, .82, .75, .88, .85, .94, .95, .97, 1),
            Curve.through(.05, .50, .10, .65, .20, .75, .35, .85, .60, .95, .80, 1),
            Curve.through(.80, .50, .90, .65, .94, .75, .97, .85, .99, .95, 1, 1),
            Curve.through(.02, .65, .05, .75, .10, .85, .20, .95, .40, 1),
            .85,
            .84,
            .10);
}
