package dev.flyball.runtime.pressure.resource;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The one place where the runtime reads what the JVM tells of its processor time and its collections. Where module
 * {@code jdk.management} is missing (an agent in a program of modules that does not use it, a trimmed runtime image)
 * nothing is known. The beans' ready-made loads are never asked: they cost a hundred times as much, most of it garbage.
 */
public final class JvmBeans {

    /**
     * A collection that has ended.
     *
     * @param collector the bean's name
     * @param age milliseconds since it ended
     * @param left bytes in use afterwards, by the name of each part of the heap that this collector collects
     */
    public record Collection(String collector, long age, Map<String, Long> left) {}

    private JvmBeans() {}

    /** Tells the processor time that this process has used so far, in nanoseconds; negative if that is not known. */
    public static LongSupplier processorTime() {
        try {
            return SunBeans.processorTime();
        } catch (LinkageError | RuntimeException missing) {
            return JvmBeans::unknown;
        }
    }

    private static long unknown() {
        return -1;
    }

    /** The last collection of each collector, leaving out beans of mere pauses, which tell no occupancies. */
    public static List<Collection> lastCollections() {
        try {
            return SunBeans.lastCollections();
        } catch (LinkageError | RuntimeException missing) {
            return List.of();
        }
    }

    /** The names of the parts of the heap. */
    static Set<String> heapParts() {
        Set<String> names = new HashSet<>();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                names.add(pool.getName());
            }
        }
        return names;
    }

    /**
     * The maximum of what is kept apart for what has lived long: two thirds of the heap, so that it is full before the heap
     * is. Other collectors' old parts may be the whole heap, and have no maximum of their own.
     */
    static Map<String, Long> oldMax() {
        Map<String, Long> max = new HashMap<>();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            String name = pool.getName();
            if (name.equals("Tenured Gen") || name.equals("PS Old Gen")) {
                long most = pool.getUsage().getMax();
                if (most > 0 && most < Runtime.getRuntime().maxMemory()) {
                    max.put(name, most);
                }
            }
        }
        return max;
    }
}
