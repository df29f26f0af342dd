package dev.flyball.benchmarks.group;

import org.openjdk.jmh.annotations.Benchmark;

/** {@code invokeAll} of a fixed pool: four threads, and ten for work of a millisecond. */
public class Executor extends Fan {

    @Benchmark
    public int cpu4x100us() throws Exception {
        return sum(narrow, four.tasks());
    }

    @Benchmark
    public int cpu16x100us() throws Exception {
        return sum(narrow, sixteen.tasks());
    }

    @Benchmark
    public int cpu100x100us() throws Exception {
        return sum(narrow, hundred.tasks());
    }

    @Benchmark
    public int cpu100x1ms() throws Exception {
        return sum(wide, millis.tasks());
    }

    @Benchmark
    public int waiting100x1ms() throws Exception {
        return sum(wide, waits.tasks());
    }
}
