package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.LiveMemory;
import org.jspecify.annotations.Nullable;

/**
 * The signals of one look, as {@link Sensing} fills them in and {@link Assessor} weighs them; NaN is not known. One
 * instance serves all looks of a monitor, and is used by one thread at a time.
 */
final class Raw {

    int processors = 1;
    double cpuUsed;
    double queueing;
    double cpuStalled;

    /** Whether {@code cpuStalled} tells of this process's own container, or else of the whole machine. */
    boolean ownGroup;

    double runQueue;
    double throttled;

    LiveMemory.@Nullable Sample live;
    double old;

    /** Milliseconds that collections have stopped the program for so far. */
    long pausedMillis;

    long allocationStalls;
    double container;
    double memoryStalled;
    long outOfMemory;
    double heapUsed;

    Raw() {
        clear();
    }

    /** Nothing is known. */
    final void clear() {
        processors = Runtime.getRuntime().availableProcessors();
        cpuUsed = Double.NaN;
        queueing = Double.NaN;
        cpuStalled = Double.NaN;
        ownGroup = false;
        runQueue = Double.NaN;
        throttled = Double.NaN;
        live = null;
        old = Double.NaN;
        pausedMillis = 0;
        allocationStalls = 0;
        container = Double.NaN;
        memoryStalled = Double.NaN;
        outOfMemory = 0;
        heapUsed = Double.NaN;
    }

    /** When what leads live memory was measured; 0 if never. */
    long liveTakenAt() {
        LiveMemory.Sample sample = live;
        return sample == null ? 0 : sample.takenAt();
    }
}
