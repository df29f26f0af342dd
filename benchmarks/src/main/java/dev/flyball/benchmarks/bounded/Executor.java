package dev.flyball.benchmarks.bounded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** A fixed pool; for items, with as many futures outstanding as {@code process} allows, taken in order. */
public class Executor extends Many {

    private final ExecutorService pool = Executors.newFixedThreadPool(WIDTH);

    @TearDown
    public void stop() {
        pool.shutdownNow();
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int gather() throws Exception {
        int sum = 0;
        for (Future<Integer> result : pool.invokeAll(tasks)) {
            sum += result.get();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public int process() throws Exception {
        Deque<Future<Integer>> outstanding = new ArrayDeque<>();
        int sum = 0;
        for (int i = 0; i < ITEMS; i++) {
            int number = i;
            if (outstanding.size() == WIDTH + QUEUE) {
                sum += outstanding.remove().get();
            }
            outstanding.add(pool.submit(() -> work(number)));
        }
        for (Future<Integer> last : outstanding) {
            sum += last.get();
        }
        return sum;
    }
}
