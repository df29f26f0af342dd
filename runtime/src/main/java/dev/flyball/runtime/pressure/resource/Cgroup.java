package dev.flyball.runtime.pressure.resource;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of this process's own control group lie; those that there are not stay null. Immutable.
 *
 * @param own whether that is a group of its own, or else the whole machine
 * @param inactive the word in {@code memoryStat} that names file pages which can be dropped
 * @param deaths the word in {@code memoryEvents} that counts kills for want of memory
 */
record Cgroup(
        boolean own,
        @Nullable Path cpuPressure,
        @Nullable Path cpuStat,
        @Nullable Path memory,
        @Nullable Path memoryLimit,
        @Nullable Path memoryStat,
        String inactive,
        @Nullable Path memoryEvents,
        String deaths,
        @Nullable Path memoryPressure) {

    static final Cgroup NONE = new Cgroup(false, null, null, null, null, null, "", null, "", null);

    /**
     * Looks them up.
     *
     * @param told what {@code /proc/self/cgroup} says: lines of {@code number:controllers:path}; version 2 has one line
     *     without controllers
     */
    static Cgroup find(Path root, String told) {
        return Files.isRegularFile(root.resolve("cgroup.controllers")) ? two(root, told) : one(root, told);
    }

    private static Cgroup two(Path root, String told) {
        Path group = below(root, pathOf(told, ""));
        Path limited = limited(group, root, "memory.max");
        boolean own = Files.isRegularFile(group.resolve("cgroup.type")); // the root of all groups has none
        return new Cgroup(
                own,
                own ? group.resolve("cpu.pressure") : null,
                group.resolve("cpu.stat"),
                limited.resolve("memory.current"),
                limited.resolve("memory.max"),
                limited.resolve("memory.stat"),
                "inactive_file",
                limited.resolve("memory.events"),
                "oom",
                own ? group.resolve("memory.pressure") : null);
    }

    private static Cgroup one(Path root, String told) {
        Path memory = controller(root, told, "memory");
        Path cpu = controller(root, told, "cpu");
        Path limited = memory == null ? null : limited(memory, root, "memory.limit_in_bytes");
        return new Cgroup(
                false,
                null,
                cpu == null ? null : cpu.resolve("cpu.stat"),
                limited == null ? null : limited.resolve("memory.usage_in_bytes"),
                limited == null ? null : limited.resolve("memory.limit_in_bytes"),
                limited == null ? null : limited.resolve("memory.stat"),
                "total_inactive_file",
                limited == null ? null : limited.resolve("memory.oom_control"),
                "oom_kill",
                null);
    }

    /** What a person calls it; nothing where there is none. */
    String kind() {
        if (cpuStat == null && memory == null) {
            return "";
        }
        return inactive.startsWith("total") ? "cgroup v1" : "cgroup v2";
    }

    /** The folder of a version 1 controller; some systems mount several in one. */
    private static @Nullable Path controller(Path root, String told, String name) {
        for (String mounted : new String[] {name, "cpu,cpuacct", "cpuacct,cpu"}) {
            Path mount = root.resolve(mounted);
            if (mounted.contains(name) && Files.isDirectory(mount)) {
                return below(mount, pathOf(told, name));
            }
        }
        return null;
    }

    /** The folder of a group; inside a container that is told a path outside of it, the mount itself. */
    private static Path below(Path mount, String path) {
        try {
            Path folder = mount.resolve("./" + path).normalize();
            return folder.startsWith(mount) && Files.isDirectory(folder) ? folder : mount;
        } catch (InvalidPathException malformed) {
            return mount;
        }
    }

    /** The path that is told for a controller, without the slash in front. */
    private static String pathOf(String told, String controller) {
        for (String line : told.split("\n", -1)) {
            String[] parts = line.split(":", 3);
            boolean mine = parts.length == 3
                    && (controller.isEmpty()
                            ? parts[1].isEmpty()
                            : ("," + parts[1] + ",").contains("," + controller + ","));
            if (mine) {
                return parts[2].strip().replaceFirst("^/+", "");
            }
        }
        return "";
    }

    /** The nearest group, from this one outwards, that has a limit; this one where none has. */
    private static Path limited(Path group, Path root, String limit) {
        for (Path folder = group; folder != null && folder.startsWith(root) && !folder.equals(root); ) {
            if (hasLimit(folder.resolve(limit))) {
                return folder;
            }
            folder = folder.getParent();
        }
        return group;
    }

    private static boolean hasLimit(Path file) {
        KeptFile limit = new KeptFile(file);
        Text text = new Text();
        try {
            return limit.read(text, 0) && KernelSignals.isLimit(text.number(0));
        } finally {
            limit.close();
        }
    }
}
