package dev.flyball.benchmarks.group;

import org.openjdk.jmh.annotations.Benchmark;

/** {@code invokeAll} of a fixed pool: four threads, and ten for work of a millisecond. */
public class Executor extends Fan {

    @Benchmark
    public int cpu4x100us() throws Exception {
        return sum(narrow, works.get("4 x 100 us").tasks());
    }

    @Benchmark
    public int cpu16x100us() throws Exception {
        return sum(narrow, works.get("16 x 100 us").tasks());
    }

    @Benchmark
    public int cpu100x100us() throws Exception {
        return sum(narrow, works.get("100 x 100 us").tasks());
    }

    @Benchmark
    public int cpu100x1ms() throws Exception {
        return sum(wide, works.get("100 x 1 ms").tasks());
    }

    @Benchmark
    public int waiting100x1ms() throws Exception {
        return sum(wide, works.get("100 x 1 ms waiting").tasks());
    }
}
