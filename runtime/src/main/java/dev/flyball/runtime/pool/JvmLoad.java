package dev.flyball.runtime.pool;

import dev.flyball.runtime.pressure.resource.JvmBeans;
import dev.flyball.runtime.time.Clock;
import java.util.List;

/** The gauges of this JVM, shared by all runs. Where it does not tell, no load is known. */
final class JvmLoad {

    static final LoadGauge CPU =
            new ProcessCpu(Clock.system(), JvmBeans.processorTime(), Runtime.getRuntime()::availableProcessors);
    static final LoadGauge MEMORY =
            new LiveHeap(Clock.system(), JvmLoad::last, Runtime.getRuntime().maxMemory());

    private JvmLoad() {}

    private static List<LiveHeap.Collection> last() {
        return JvmBeans.lastCollections().stream()
                .map(one -> new LiveHeap.Collection(one.age(), one.left()))
                .toList();
    }
}
