package dev.flyball.benchmarks.flyball;

import dev.flyball.benchmarks.work.Keys;
import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;

/** Annotated methods under the agent. */
@Fork(value = 1, jvmArgsAppend = Woven.AGENT)
public class Woven extends Subject {

    /** Relative to the top folder, where {@code ./benchmark} runs. */
    static final String AGENT = "-javaagent:benchmarks/target/flyball-agent.jar";

    private final Desk desk = new Desk();

    @Setup
    public void setUp() {
        Canary.requireGoverned(desk);
        Pollution.mix(
                desk::rateLimit,
                a -> desk.keyedRateLimit("mixed", a),
                desk::breaker,
                desk::breakerSlow,
                desk::bulkhead,
                desk::adaptive,
                desk::retry,
                desk::stack,
                desk::whole,
                desk::canary);
    }

    @Benchmark
    public int rateLimit() {
        return desk.rateLimit(x);
    }

    @Benchmark
    public int keyedRateLimit(Keys keys) {
        return desk.keyedRateLimit(keys.next(), x);
    }

    @Benchmark
    public int breaker() {
        return desk.breaker(x);
    }

    @Benchmark
    public int breakerSlow() {
        return desk.breakerSlow(x);
    }

    @Benchmark
    public int bulkhead() {
        return desk.bulkhead(x);
    }

    @Benchmark
    public int adaptive() {
        return desk.adaptive(x);
    }

    @Benchmark
    public int retry() {
        return desk.retry(x);
    }

    @Benchmark
    public int stack() {
        return desk.stack(x);
    }

    @Benchmark
    public int whole() {
        return desk.whole(x);
    }
}
