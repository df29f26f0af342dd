package dev.flyball.benchmarks.flyball;

import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;

/** Woven methods without executor metrics, beside {@link Woven} with them. */
@Fork(
        value = 1,
        jvmArgsAppend = {Woven.AGENT, "-Dflyball.metrics.executors=off"})
public class Unmeasured extends Subject {

    private final Desk desk = new Desk();

    @Setup
    public void setUp() {
        Canary.requireGoverned(desk);
        Pollution.mix(desk::rateLimit, desk::breaker, desk::bulkhead, desk::stack, desk::whole, desk::canary);
    }

    @Benchmark
    public int rateLimit() {
        return desk.rateLimit(x);
    }

    @Benchmark
    public int breaker() {
        return desk.breaker(x);
    }

    @Benchmark
    public int bulkhead() {
        return desk.bulkhead(x);
    }

    @Benchmark
    public int whole() {
        return desk.whole(x);
    }
}
