package dev.flyball.runtime.pressure.resource;

/**
 * The memory part of a {@link ResourceReading}. What is not known is NaN, or 0 for counts and bytes.
 *
 * @param pressure 0 to 1, smoothed
 * @param raw 0 to 1, at that moment
 * @param leading what it came from
 * @param live share of the heap that was live after its last collection
 * @param liveBytes the same in bytes
 * @param maxBytes the most bytes that the heap may have
 * @param liveAge seconds since that collection
 * @param old share of the old generation that was live, where it has a maximum of its own
 * @param collecting share of the last 30 s in which collections stopped the program
 * @param allocationStalls allocations that had to wait for the collector since the reading before
 * @param container share of the container's memory limit in use
 * @param memoryStalled share of time in which all threads waited for memory
 * @param outOfMemory how often the container ran out of memory since the reading before
 * @param heapUsed share of the heap in use, garbage included; not known but in the plain model
 * @param disowned whether live memory was measured so long ago that it does not count any more
 */
public record MemoryReading(
        double pressure,
        double raw,
        Signal leading,
        double live,
        long liveBytes,
        long maxBytes,
        double liveAge,
        double old,
        double collecting,
        long allocationStalls,
        double container,
        double memoryStalled,
        long outOfMemory,
        double heapUsed,
        boolean disowned) {

    static final MemoryReading NONE = new MemoryReading(
            0,
            0,
            Signal.NONE,
            Double.NaN,
            0,
            0,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0,
            Double.NaN,
            Double.NaN,
            0,
            Double.NaN,
            false);

    /** Why the pressure is what it is, in words. */
    public String reason() {
        String why = switch (leading) {
            case LIVE -> Words.percent(live) + " of the heap were live " + Words.seconds(liveAge) + " ago";
            case OLD -> Words.percent(old) + " of the old generation were live after its last collection";
            case COLLECTING -> "collections stopped the program for " + Words.percent(collecting) + " of the last 30 s";
            case ALLOCATION_STALL -> "the collector could not keep up: " + allocationStalls + " allocations waited";
            case CONTAINER -> Words.percent(container) + " of the container's memory are in use";
            case MEMORY_STALLED -> "all threads waited for memory " + Words.percent(memoryStalled) + " of the time";
            case OUT_OF_MEMORY -> "the container ran out of memory";
            case HEAP_USED -> Words.percent(heapUsed) + " of the heap are in use";
            default -> "memory is not pressed";
        };
        return raw < pressure - 0.05 ? why + ", after more" : why;
    }
}
