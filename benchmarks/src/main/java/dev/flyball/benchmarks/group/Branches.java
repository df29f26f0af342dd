package dev.flyball.benchmarks.group;

import dev.flyball.runtime.pool.Merge;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * {@code ParallelBranches} of the same widths with everything on: limits that follow processors and memory, completion
 * order, individual cancellation, signal, timeout, name and listener. The limit may fall while a run goes on; what is
 * measured is what a program gets.
 */
public class Branches extends Fan {

    private static int run(Work work) throws InterruptedException {
        return work.branches().run().throwIfFailed().merge(Merge.reduce(0, Integer::sum));
    }

    @Benchmark
    public int cpu4x100us() throws InterruptedException {
        return run(four);
    }

    @Benchmark
    public int cpu16x100us() throws InterruptedException {
        return run(sixteen);
    }

    @Benchmark
    public int cpu100x100us() throws InterruptedException {
        return run(hundred);
    }

    @Benchmark
    public int cpu100x1ms() throws InterruptedException {
        return run(millis);
    }

    @Benchmark
    public int waiting100x1ms() throws InterruptedException {
        return run(waits);
    }
}
