package dev.flyball.runtime.pressure.resource;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.time.Clock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** What needs module {@code jdk.management}; loaded by {@link JvmBeans} only, which copes without. */
final class SunBeans {

    private SunBeans() {}

    static LongSupplier processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getProcessCpuTime;
    }

    static List<JvmBeans.Collection> lastCollections() {
        long now = ManagementFactory.getRuntimeMXBean().getUptime();
        Set<String> heap = JvmBeans.heapParts();
        List<JvmBeans.Collection> all = new ArrayList<>();
        for (GarbageCollectorMXBean bean : ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class)) {
            GcInfo info = bean.getName().endsWith("Pauses") ? null : bean.getLastGcInfo();
            if (info != null) {
                all.add(new JvmBeans.Collection(bean.getName(), now - info.getEndTime(), left(info, own(bean, heap))));
            }
        }
        return all;
    }

    /** From now on {@code heap} hears of every collection; of the last ones at once. */
    static Registration listen(CollectedHeap heap, Clock clock) {
        Set<String> parts = JvmBeans.heapParts();
        List<Registration> all = new ArrayList<>();
        for (GarbageCollectorMXBean bean : ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class)) {
            if (bean instanceof NotificationEmitter emitter) {
                all.add(listen(emitter, own(bean, parts), heap, clock));
            }
        }
        for (JvmBeans.Collection one : lastCollections()) {
            heap.ended(one.collector(), "", 0, one.left(), clock.nanos() - TimeUnit.MILLISECONDS.toNanos(one.age()));
        }
        return () -> all.forEach(Registration::close);
    }

    private static Registration listen(NotificationEmitter emitter, List<String> own, CollectedHeap heap, Clock clock) {
        NotificationListener listener = (notification, handback) -> {
            if (notification.getUserData() instanceof CompositeData data) {
                GarbageCollectionNotificationInfo told = GarbageCollectionNotificationInfo.from(data);
                GcInfo info = told.getGcInfo();
                heap.ended(told.getGcName(), told.getGcCause(), info.getDuration(), left(info, own), clock.nanos());
            }
        };
        emitter.addNotificationListener(
                listener,
                notification -> notification
                        .getType()
                        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                null);
        return () -> {
            try {
                emitter.removeNotificationListener(listener);
            } catch (ListenerNotFoundException gone) {
                return; // as it should be
            }
        };
    }

    private static List<String> own(GarbageCollectorMXBean bean, Set<String> heap) {
        List<String> own = new ArrayList<>(List.of(bean.getMemoryPoolNames()));
        own.retainAll(heap);
        return List.copyOf(own);
    }

    /** Only of the parts that this collector collects: what others left there since may be garbage. */
    private static Map<String, Long> left(GcInfo info, List<String> own) {
        Map<String, Long> left = new HashMap<>();
        Map<String, MemoryUsage> after = info.getMemoryUsageAfterGc();
        for (String part : own) {
            MemoryUsage usage = after.get(part);
            if (usage != null) {
                left.put(part, usage.getUsed());
            }
        }
        return left;
    }
}
