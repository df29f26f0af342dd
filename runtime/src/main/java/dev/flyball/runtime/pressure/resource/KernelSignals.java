package dev.flyball.runtime.pressure.resource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The signals that the kernel tells: from this process's own control group, version 2 or 1, and where that has none, of
 * the whole machine. On other systems all are unknown. Files are kept open; what cannot be read or parsed is unknown, and
 * tried again now and then. Used by one thread at a time, but for {@link #source}.
 */
final class KernelSignals {

    private static final double MICRO = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long SEARCH_AGAIN = TimeUnit.SECONDS.toNanos(60);

    /** Version 1 writes the largest number of pages where there is no limit. */
    private static final long ENDLESS = 1L << 60;

    private final Path procRoot;
    private final Path cgroupRoot;
    private final Text text = new Text();
    private final RunQueue runQueue;
    private final Rate cpuStalled = new Rate();
    private final Rate machineCpuStalled = new Rate();
    private final Rate memoryStalled = new Rate();
    private final Rate machineMemoryStalled = new Rate();
    private final Rate periods = new Rate();
    private final Rate throttled = new Rate();
    private final KeptFile machineCpu;
    private final KeptFile machineMemory;
    private Cgroup group = Cgroup.NONE;
    private @Nullable KeptFile cpuPressure;
    private @Nullable KeptFile cpuStat;
    private @Nullable KeptFile memory;
    private @Nullable KeptFile memoryLimit;
    private @Nullable KeptFile memoryStat;
    private @Nullable KeptFile memoryEvents;
    private @Nullable KeptFile memoryPressure;
    private long deathsThen = Text.UNKNOWN;
    private long deaths;
    private boolean searched;
    private volatile String source = "";
    private long searchedAt;

    KernelSignals(Path procRoot, Path cgroupRoot) {
        this.procRoot = procRoot;
        this.cgroupRoot = cgroupRoot;
        this.machineCpu = new KeptFile(procRoot.resolve("pressure/cpu"));
        this.machineMemory = new KeptFile(procRoot.resolve("pressure/memory"));
        this.runQueue = new RunQueue(procRoot.resolve("self/task"), text);
    }

    static boolean isLimit(long bytes) {
        return bytes > 0 && bytes < ENDLESS;
    }

    void read(long now, Raw raw) {
        boolean lost = memory == null || memory.failed() || (cpuStat != null && cpuStat.failed());
        if (!searched || (lost && now - searchedAt >= SEARCH_AGAIN)) {
            search(now);
        }
        cpu(now, raw);
        memory(now, raw);
    }

    void close() {
        closeGroup();
        machineCpu.close();
        machineMemory.close();
        runQueue.close();
        searched = false;
    }

    private void search(long now) {
        searched = true;
        searchedAt = now;
        KeptFile self = new KeptFile(procRoot.resolve("self/cgroup"));
        Cgroup found = self.read(text, now) ? Cgroup.find(cgroupRoot, text.whole()) : Cgroup.NONE;
        self.close();
        if (!found.equals(group)) {
            closeGroup();
            group = found;
            deathsThen = Text.UNKNOWN;
            cpuPressure = kept(found.cpuPressure());
            cpuStat = kept(found.cpuStat());
            memory = kept(found.memory());
            memoryLimit = kept(found.memoryLimit());
            memoryStat = kept(found.memoryStat());
            memoryEvents = kept(found.memoryEvents());
            memoryPressure = kept(found.memoryPressure());
        }
        boolean told = Files.isDirectory(procRoot.resolve("self"));
        source = found.kind().isEmpty() ? (told ? "procfs" : "") : found.kind();
    }

    /** The best place that answers, in a person's words; nothing where the kernel tells nothing. Asked by any thread. */
    String source() {
        return source;
    }

    private static @Nullable KeptFile kept(@Nullable Path path) {
        return path == null ? null : new KeptFile(path);
    }

    private void closeGroup() {
        for (KeptFile file : new @Nullable KeptFile[] {
            cpuPressure, cpuStat, memory, memoryLimit, memoryStat, memoryEvents, memoryPressure
        }) {
            if (file != null) {
                file.close();
            }
        }
        group = Cgroup.NONE;
        cpuPressure = null;
        cpuStat = null;
        memory = null;
        memoryLimit = null;
        memoryStat = null;
        memoryEvents = null;
        memoryPressure = null;
    }

    private void cpu(long now, Raw raw) {
        boolean own = has(cpuPressure, now);
        if (own || has(machineCpu, now)) {
            Rate stalled = own ? cpuStalled : machineCpuStalled;
            raw.cpuStalled = Math.min(1, stalled.next(text.in("some", "total="), now) * MICRO);
            raw.ownGroup = own;
        }
        if (has(cpuStat, now)) {
            double all = periods.next(text.after("nr_periods"), now);
            double cut = throttled.next(text.after("nr_throttled"), now);
            raw.throttled = all > 0 ? Math.min(1, cut / all) : all; // no periods at all: no limit, or nothing ran
        }
        raw.runQueue = runQueue.read(now);
    }

    private void memory(long now, Raw raw) {
        long used = has(memory, now) ? text.number(0) : Text.UNKNOWN;
        long limit = has(memoryLimit, now) ? text.number(0) : Text.UNKNOWN;
        if (used >= 0 && isLimit(limit)) {
            long droppable = has(memoryStat, now) ? text.after(group.inactive()) : Text.UNKNOWN;
            raw.container = Math.min(1, (double) Math.max(used - Math.max(droppable, 0), 0) / limit);
        }
        if (has(memoryEvents, now)) {
            long deathsNow = text.after(group.deaths());
            deaths += deathsThen >= 0 && deathsNow > deathsThen ? deathsNow - deathsThen : 0;
            deathsThen = deathsNow < 0 ? deathsThen : deathsNow;
        }
        raw.outOfMemory = deaths;
        boolean own = has(memoryPressure, now);
        if (own || has(machineMemory, now)) {
            Rate stalled = own ? memoryStalled : machineMemoryStalled;
            raw.memoryStalled = Math.min(1, stalled.next(text.in("full", "total="), now) * MICRO);
        }
    }

    private boolean has(@Nullable KeptFile file, long now) {
        return file != null && file.read(text, now);
    }
}
