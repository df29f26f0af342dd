package dev.flyball.runtime.degrade;

/**
 * What one name asks of the process. Immutable.
 *
 * @param name a policy's name, or a method as {@code Owner.method}
 * @param minMemory bytes that are kept for it while there are any, at least 0
 * @param maxMemory the most bytes that it may plan with; 0: its memory is not looked at
 * @param minWorkers calls at a time that are kept for it
 * @param maxWorkers the most calls at a time, at least 1
 * @param memoryIntensive whether it gives up memory above its minimum from HIGH on
 */
public record AllocationPolicy(
        String name,
        Priority priority,
        long minMemory,
        long maxMemory,
        int minWorkers,
        int maxWorkers,
        boolean memoryIntensive) {

    /** Throws where a number lies outside its range. */
    public AllocationPolicy {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "[allocation-name] an allocation policy has no name; give a policy's name or a method's"
                            + " Owner.method");
        }
        if (minMemory < 0 || minMemory > maxMemory) {
            throw new IllegalArgumentException("[allocation-memory-range] " + name + " asks for " + minMemory + " to "
                    + maxMemory + " bytes; give two rising numbers, the first at least 0");
        }
        if (minWorkers < 0 || minWorkers > maxWorkers || maxWorkers < 1) {
            throw new IllegalArgumentException("[allocation-workers-range] " + name + " asks for " + minWorkers + " to "
                    + maxWorkers + " workers; give two rising numbers, the first at least 0, the second at least 1");
        }
    }

    /** Whatever there is, nothing kept. */
    public static AllocationPolicy of(String name, Priority priority) {
        return new AllocationPolicy(name, priority, 0, Long.MAX_VALUE, 0, Integer.MAX_VALUE, false);
    }

    /** The same with so many calls at a time. */
    public AllocationPolicy workers(int min, int max) {
        return new AllocationPolicy(name, priority, minMemory, maxMemory, min, max, memoryIntensive);
    }

    /** The same with so many bytes. */
    public AllocationPolicy memory(long min, long max) {
        return new AllocationPolicy(name, priority, min, max, minWorkers, maxWorkers, memoryIntensive);
    }

    /** The same, giving up memory above its minimum from HIGH on. */
    public AllocationPolicy intensive() {
        return new AllocationPolicy(name, priority, minMemory, maxMemory, minWorkers, maxWorkers, true);
    }
}
