package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The signals that the JVM itself tells. Used by one thread at a time, but for {@code heap}. */
final class JvmSignals {

    private final Clock clock;
    private final LongSupplier processorTime;
    private final CollectedHeap heap;
    private final Rate used = new Rate();
    private @Nullable Registration listening;

    JvmSignals(Clock clock) {
        this.clock = clock;
        this.processorTime = JvmBeans.processorTime();
        this.heap = new CollectedHeap(Runtime.getRuntime().maxMemory(), JvmBeans.oldMax());
    }

    void begin() {
        try {
            listening = SunBeans.listen(heap, clock);
        } catch (LinkageError | RuntimeException missing) {
            listening = null;
        }
    }

    void end() {
        Registration mine = listening;
        if (mine != null) {
            mine.close();
        }
        listening = null;
    }

    LiveMemory live() {
        return heap;
    }

    void read(long now, Raw raw) {
        raw.cpuUsed = Math.min(1, used.next(processorTime.getAsLong(), now) / raw.processors);
        raw.live = heap.last();
        raw.old = heap.old();
        raw.pausedMillis = heap.pausedMillis();
        raw.allocationStalls = heap.stalls();
        Runtime runtime = Runtime.getRuntime();
        raw.heapUsed = (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
    }
}
