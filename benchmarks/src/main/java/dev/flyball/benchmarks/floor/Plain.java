package dev.flyball.benchmarks.floor;

import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import org.openjdk.jmh.annotations.Benchmark;

/** The call that nobody governs. */
public class Plain extends Subject {

    @Benchmark
    public int call() {
        return Work.of(x);
    }
}
