package dev.flyball.benchmarks.bounded;

import dev.flyball.benchmarks.work.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** What is to be done: 10,000 tasks that are there, or a million items that come one after another. */
public abstract class Many extends Subject {

    static final int TASKS = 10_000;
    static final int ITEMS = 1_000_000;
    static final int WIDTH = 2;
    static final int QUEUE = 100;

    /** Work per task, in JMH's tokens: nothing but the handing over, and about two microseconds. */
    @Param({"0", "1000"})
    public int tokens;

    final List<Callable<Integer>> tasks = new ArrayList<>();

    @Setup
    public void prepare() {
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            tasks.add(() -> work(number));
        }
    }

    int work(int number) {
        Blackhole.consumeCPU(tokens);
        return number;
    }
}
