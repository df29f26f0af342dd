package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The signals that the JVM itself tells. Collections are told as they end; where module {@code jdk.management} is missing
 * they are asked for. Used by one thread at a time, but for {@code heap}.
 */
final class JvmSignals {

    private static final Registration NOT_TOLD = () -> {};

    private final Clock clock;
    private final LongSupplier processorTime;
    private final CollectedHeap heap;
    private final Rate used = new Rate();
    private Registration listening = NOT_TOLD;
    private @Nullable PolledCollections polled;

    JvmSignals(Clock clock) {
        this.clock = clock;
        this.processorTime = JvmBeans.processorTime();
        this.heap = new CollectedHeap(Runtime.getRuntime().maxMemory(), oldMax());
    }

    private static Map<String, Long> oldMax() {
        try {
            return JvmBeans.oldMax();
        } catch (LinkageError | RuntimeException missing) {
            return Map.of();
        }
    }

    void begin() {
        try {
            listening = SunBeans.listen(heap, clock);
        } catch (LinkageError | RuntimeException missing) {
            poll();
        }
    }

    private void poll() {
        try {
            polled = new PolledCollections();
        } catch (LinkageError | RuntimeException missing) {
            polled = null; // nothing tells of the heap
        }
    }

    void end() {
        listening.close();
        listening = NOT_TOLD;
        polled = null;
    }

    LiveMemory live() {
        return heap;
    }

    void read(long now, Raw raw) {
        PolledCollections asked = polled;
        if (asked != null) {
            asked.tell(heap, now);
        }
        raw.cpuUsed = Math.min(1, used.next(processorTime.getAsLong(), now) / raw.processors);
        raw.live = heap.last();
        raw.old = heap.old();
        raw.pausedMillis = heap.pausedMillis();
        raw.allocationStalls = heap.stalls();
        Runtime runtime = Runtime.getRuntime();
        raw.heapUsed = (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
    }
}
