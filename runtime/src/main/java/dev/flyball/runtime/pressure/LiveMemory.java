package dev.flyball.runtime.pressure;

import org.jspecify.annotations.Nullable;

/** What the heap still held after its last collection. Thread-safe; asking costs a volatile read. */
@FunctionalInterface
public interface LiveMemory {

    /** The last measurement, or null while there is none. */
    @Nullable
    Sample last();

    /**
     * One measurement.
     *
     * @param live bytes in use after the collection
     * @param max the most bytes that the heap may have
     * @param takenAt the clock's reading when the collection was seen, in nanoseconds
     * @param collections how many collections have been seen so far; a higher number is another measurement
     */
    record Sample(long live, long max, long takenAt, long collections) {

        /** The share of the heap that was live, 0 to 1. */
        public double share() {
            return max <= 0 ? 0 : Math.min(1, (double) live / max);
        }
    }
}
