package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.PressureLevel;

/**
 * What the process has to give. Immutable.
 *
 * @param maxMemory bytes of heap
 * @param maxCpu the share of the processors above which one worker step is taken back, above 0 and at most 1
 * @param maxWorkers calls at a time under no pressure, of all names together
 * @param minWorkers calls at a time that are always there
 */
public record AllocationSpec(long maxMemory, double maxCpu, int maxWorkers, int minWorkers) {

    /** The heap's maximum, 0.85 of the processors, 4 to 32 workers. */
    public static final AllocationSpec DEFAULT =
            new AllocationSpec(Runtime.getRuntime().maxMemory(), 0.85, 32, 4);

    private static final double[] WORKER_STEPS = {1, 0.8, 0.65, 0.5, 0.3};
    private static final double FOR_ALL = 0.85;
    private static final double FOR_CRITICAL = 0.95;
    private static final double ROUNDING = 1e-9;

    /** Throws where a number lies outside its range. */
    public AllocationSpec {
        if (!(maxCpu > 0 && maxCpu <= 1)) {
            throw new IllegalArgumentException(
                    "[allocation-cpu] max-cpu is " + maxCpu + "; give a share above 0 and at most 1");
        }
        if (maxMemory < 0 || minWorkers < 1 || minWorkers > maxWorkers) {
            throw new IllegalArgumentException("[allocation-process] the process has " + maxMemory + " bytes, and "
                    + minWorkers + " to " + maxWorkers + " workers; give bytes, and two rising numbers from 1");
        }
    }

    /** How many calls may run at a time. */
    int workers(PressureLevel level, boolean cpuFull) {
        int step = Math.min(Levels.number(level) + (cpuFull ? 1 : 0), Levels.WORST);
        return Math.max(minWorkers, (int) (maxWorkers * WORKER_STEPS[step] + ROUNDING));
    }

    /** Bytes to plan with. */
    long memory(long live) {
        return Math.max(0, (long) (FOR_ALL * maxMemory) - live);
    }

    /** Bytes to plan with for what is CRITICAL. */
    long memoryForCritical(long live) {
        return Math.max(0, (long) (FOR_CRITICAL * maxMemory) - live);
    }
}
