package dev.flyball.runtime.pressure.resource;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collections as module {@code java.management} alone tells them, to who asks now and then: how many there were, how long
 * they took, and what the last left of each part. Of causes, and so of stalls, it knows nothing. Used by one thread at a
 * time.
 */
final class PolledCollections {

    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final Map<String, MemoryPoolMXBean> parts = new HashMap<>();
    private final long[] counts = new long[collectors.size()];
    private final long[] millis = new long[collectors.size()];

    PolledCollections() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                parts.put(pool.getName(), pool);
            }
        }
    }

    /** Tells {@code heap} what has happened since the time before. */
    void tell(CollectedHeap heap, long now) {
        for (int i = 0; i < counts.length; i++) {
            GarbageCollectorMXBean collector = collectors.get(i);
            long count = collector.getCollectionCount();
            if (count != counts[i]) {
                long time = collector.getCollectionTime();
                heap.ended(collector.getName(), "", time - millis[i], left(collector), now);
                counts[i] = count;
                millis[i] = time;
            }
        }
    }

    private Map<String, Long> left(GarbageCollectorMXBean collector) {
        Map<String, Long> left = new HashMap<>();
        for (String name : collector.getMemoryPoolNames()) {
            MemoryPoolMXBean part = parts.get(name);
            MemoryUsage usage = part == null ? null : part.getCollectionUsage();
            if (usage != null) {
                left.put(name, usage.getUsed());
            }
        }
        return left;
    }
}
