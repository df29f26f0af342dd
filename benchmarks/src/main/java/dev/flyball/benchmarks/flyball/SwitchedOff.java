package dev.flyball.benchmarks.flyball;

import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;

/** A woven method whose every policy the configuration switches off, among others that are on. */
@Fork(
        value = 1,
        jvmArgsAppend = {
            Woven.AGENT,
            "-Dflyball.rate-limited." + SwitchedOff.NAME + ".enabled=false",
            "-Dflyball.bulkhead." + SwitchedOff.NAME + ".enabled=false"
        })
public class SwitchedOff extends Subject {

    static final String NAME = "off";

    private final Desk desk = new Desk();

    @Setup
    public void setUp() {
        Canary.requireGoverned(desk);
        Pollution.mix(desk::off, desk::rateLimit, desk::breaker, desk::bulkhead, desk::stack);
    }

    @Benchmark
    public int call() {
        return desk.off(x);
    }
}
