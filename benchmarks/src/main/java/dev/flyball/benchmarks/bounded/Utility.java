package dev.flyball.benchmarks.bounded;

import dev.flyball.runtime.pool.Bounded;
import dev.flyball.runtime.pool.Bounds;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** {@code Bounded} of the same width and queue, on its own threads. */
public class Utility extends Many {

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int gather() throws Exception {
        int sum = 0;
        for (int result : Bounded.<Integer>gather(WIDTH, tasks)) {
            sum += result;
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public int process() throws Exception {
        int[] sum = {0};
        Bounds bounds = Bounds.of(WIDTH).withQueue(QUEUE);
        Bounded.<Integer, Integer>process(
                IntStream.range(0, ITEMS).iterator(), this::work, bounds, result -> sum[0] += result);
        return sum[0];
    }
}
