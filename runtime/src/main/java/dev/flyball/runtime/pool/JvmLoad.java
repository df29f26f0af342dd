package dev.flyball.runtime.pool;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import dev.flyball.runtime.time.Clock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The gauges of this JVM, shared by all runs. Where module {@code jdk.management} is missing (an agent in a program of
 * modules that does not use it, a trimmed runtime image) no load is known.
 */
final class JvmLoad {

    static final LoadGauge CPU = cpu(Clock.system());
    static final LoadGauge MEMORY = memory(Clock.system());

    private JvmLoad() {}

    private static LoadGauge cpu(Clock clock) {
        try {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new ProcessCpu(clock, system::getProcessCpuTime, Runtime.getRuntime()::availableProcessors);
        } catch (LinkageError | RuntimeException missing) {
            return BranchLimit.UNSEEN;
        }
    }

    private static LoadGauge memory(Clock clock) {
        try {
            List<GarbageCollectorMXBean> collectors =
                    ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
            Set<String> parts = heap();
            return new LiveHeap(
                    clock, () -> last(collectors, parts), Runtime.getRuntime().maxMemory());
        } catch (LinkageError | RuntimeException missing) {
            return BranchLimit.UNSEEN;
        }
    }

    private static Set<String> heap() {
        Set<String> names = new HashSet<>();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                names.add(pool.getName());
            }
        }
        return names;
    }

    /** Beans of mere pauses, as ZGC and Shenandoah have beside those of whole cycles, tell no usages. */
    private static List<LiveHeap.Collection> last(List<GarbageCollectorMXBean> collectors, Set<String> heap) {
        long now = ManagementFactory.getRuntimeMXBean().getUptime();
        List<LiveHeap.Collection> collections = new ArrayList<>();
        for (GarbageCollectorMXBean collector : collectors) {
            GcInfo info = collector.getName().endsWith("Pauses") ? null : collector.getLastGcInfo();
            if (info != null) {
                collections.add(new LiveHeap.Collection(now - info.getEndTime(), left(collector, info, heap)));
            }
        }
        return collections;
    }

    /** Only of the parts that this collector collects: what others left there since may be garbage. */
    private static Map<String, Long> left(GarbageCollectorMXBean collector, GcInfo info, Set<String> heap) {
        Map<String, Long> left = new HashMap<>();
        Map<String, MemoryUsage> after = info.getMemoryUsageAfterGc();
        for (String part : collector.getMemoryPoolNames()) {
            MemoryUsage usage = after.get(part);
            if (usage != null && heap.contains(part)) {
                left.put(part, usage.getUsed());
            }
        }
        return left;
    }
}
