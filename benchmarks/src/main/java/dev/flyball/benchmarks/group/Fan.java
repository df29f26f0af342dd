package dev.flyball.benchmarks.group;

import dev.flyball.benchmarks.work.Subject;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.pool.ConcurrencyConfig;
import dev.flyball.runtime.pool.NamedRuns;
import dev.flyball.runtime.pool.ParallelBranches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Pieces of work to be done beside each other, so many at a time, by an executor and by branches with everything on. */
public abstract class Fan extends Subject {

    /** Work of 100 us on the machine of the results page. */
    static final long HUNDRED_MICROS = 45_000;

    private static final long MILLI = 1_000_000;
    private static final int NARROW = 4;
    private static final int WIDE = 10;

    final ExecutorService narrow = Executors.newFixedThreadPool(NARROW);
    final ExecutorService wide = Executors.newFixedThreadPool(WIDE);
    final Work four = work(4, NARROW, () -> cpu(HUNDRED_MICROS));
    final Work sixteen = work(16, NARROW, () -> cpu(HUNDRED_MICROS));
    final Work hundred = work(100, NARROW, () -> cpu(HUNDRED_MICROS));
    final Work millis = work(100, WIDE, () -> cpu(10 * HUNDRED_MICROS));
    final Work waits = work(100, WIDE, this::waiting);

    /** The same work in both forms. */
    record Work(List<Callable<Integer>> tasks, ParallelBranches<Integer> branches) {}

    @TearDown
    public void end() {
        narrow.shutdownNow();
        wide.shutdownNow();
    }

    private int cpu(long tokens) {
        Blackhole.consumeCPU(tokens);
        return x;
    }

    private int waiting() {
        LockSupport.parkNanos(MILLI);
        return x;
    }

    private static Work work(int count, int width, Callable<Integer> one) {
        List<Callable<Integer>> tasks = new ArrayList<>();
        Map<String, Callable<Integer>> branches = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            tasks.add(one);
            branches.put("branch " + i, one);
        }
        ConcurrencyConfig everything = ConcurrencyConfig.DEFAULT
                .withMaxConcurrentBranches(width)
                .withAdaptiveLimits(true)
                .withCpuBasedLimits(true)
                .withMemoryBasedLimits(true)
                .withCompletionTracking(true)
                .withIndividualCancellation(true);
        return new Work(
                tasks,
                ParallelBranches.of(branches)
                        .with(everything)
                        .named(new NamedRuns("benchmark", EventSink.NONE))
                        .onComplete((outcome, run) -> {}));
    }

    /** All results of {@code tasks} added up. */
    static int sum(ExecutorService threads, List<Callable<Integer>> tasks) throws Exception {
        int sum = 0;
        for (Future<Integer> future : threads.invokeAll(tasks)) {
            sum += future.get();
        }
        return sum;
    }
}
