package dev.flyball.benchmarks.group;

import dev.flyball.runtime.pool.Merge;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * {@code ParallelBranches} of the same widths with everything on: limits that follow processors and memory, completion
 * order, individual cancellation, signal, timeout, name and listener. The limit may fall while a run goes on; what is
 * measured is what a program gets.
 */
public class Branches extends Fan {

    private int run(String work) throws InterruptedException {
        return works.get(work).branches().run().throwIfFailed().merge(Merge.reduce(0, Integer::sum));
    }

    @Benchmark
    public int cpu4x100us() throws InterruptedException {
        return run("4 x 100 us");
    }

    @Benchmark
    public int cpu16x100us() throws InterruptedException {
        return run("16 x 100 us");
    }

    @Benchmark
    public int cpu100x100us() throws InterruptedException {
        return run("100 x 100 us");
    }

    @Benchmark
    public int cpu100x1ms() throws InterruptedException {
        return run("100 x 1 ms");
    }

    @Benchmark
    public int waiting100x1ms() throws InterruptedException {
        return run("100 x 1 ms waiting");
    }
}
