package dev.flyball.runtime.pressure.resource;

import java.util.Locale;

/** What a pressure was computed from. */
public enum Signal {
    /** Nothing is known, or nothing presses. */
    NONE,
    /** The share of the heap that was live after the last collection. */
    LIVE,
    /** The share of the old generation that was live after its last collection, where it has a maximum of its own. */
    OLD,
    /** The share of the last 30 s in which collections stopped the program. */
    COLLECTING,
    /** Threads that had to wait for memory, or a collector that could not keep up. */
    ALLOCATION_STALL,
    /** The share of the container's memory limit that is in use, without file pages that can be dropped. */
    CONTAINER,
    /** The share of time in which all threads waited for memory, as the kernel tells. */
    MEMORY_STALLED,
    /** The container ran out of memory. */
    OUT_OF_MEMORY,
    /** The share of the heap in use, garbage included; the plain model only. */
    HEAP_USED,
    /** The share of all processors' time that this process used. */
    CPU_USED,
    /** How long tasks wait in Flyball's own queues. */
    QUEUEING,
    /** The share of time in which some thread waited for a processor, as the kernel tells. */
    CPU_STALLED,
    /** The share of their time that this process's threads spent waiting for a processor. */
    RUN_QUEUE,
    /** The share of the container's periods in which it was throttled. */
    THROTTLED,
    /** Where live memory will be in 30 s at its present slope. */
    FORECAST;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it stands in tags. */
    String word() {
        return word;
    }

    boolean isLive() {
        return this == LIVE || this == OLD;
    }
}
