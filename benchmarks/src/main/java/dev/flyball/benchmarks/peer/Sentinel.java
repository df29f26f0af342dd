package dev.flyball.benchmarks.peer;

import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.Tracer;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import com.alibaba.csp.sentinel.slots.block.flow.FlowRule;
import com.alibaba.csp.sentinel.slots.block.flow.FlowRuleManager;
import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Sentinel's entries, with one resource per policy.
 *
 * <p>Equal: limits, failure rate, minimum of calls. Not equal: it measures every resource by the second whatever the
 * rule, so it does more than was asked; the rate is what passed in the running second, checked before it is counted, and
 * so is the bulkhead; the breaker's window is a second, not 100 calls. It reads a cached clock of milliseconds. It has
 * no retry.
 */
public class Sentinel extends Subject {

    @Setup
    public void setUp() {
        System.setProperty("csp.sentinel.log.dir", System.getProperty("java.io.tmpdir"));
        FlowRuleManager.loadRules(List.of(
                flow("rate", RuleConstant.FLOW_GRADE_QPS, Limits.PERMITS),
                flow("bulkhead", RuleConstant.FLOW_GRADE_THREAD, Limits.PLACES),
                flow("stack", RuleConstant.FLOW_GRADE_QPS, Limits.PERMITS),
                flow("stack", RuleConstant.FLOW_GRADE_THREAD, Limits.PLACES)));
        DegradeRuleManager.loadRules(List.of(failures("breaker"), failures("stack"), slowness("slow")));
        Pollution.mix(
                a -> govern("rate", a),
                a -> govern("breaker", a),
                a -> govern("slow", a),
                a -> govern("bulkhead", a),
                a -> govern("stack", a));
    }

    private static FlowRule flow(String resource, int grade, int count) {
        FlowRule rule = new FlowRule(resource);
        rule.setGrade(grade);
        rule.setCount(count);
        return rule;
    }

    private static DegradeRule failures(String resource) {
        return degrade(resource)
                .setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_RATIO)
                .setCount(Limits.FAILURE_RATE);
    }

    private static DegradeRule slowness(String resource) {
        return degrade(resource)
                .setGrade(RuleConstant.DEGRADE_GRADE_RT)
                .setCount(Limits.SLOW_SECONDS * 1000)
                .setSlowRatioThreshold(1);
    }

    private static DegradeRule degrade(String resource) {
        return new DegradeRule(resource)
                .setMinRequestAmount(Limits.MINIMUM_CALLS)
                .setStatIntervalMs(1000)
                .setTimeWindow(10);
    }

    private static int govern(String resource, int argument) {
        Entry entry;
        try {
            entry = SphU.entry(resource);
        } catch (BlockException refused) {
            throw new IllegalStateException("Sentinel refused " + resource, refused);
        }
        try {
            return Work.of(argument);
        } catch (RuntimeException failure) {
            Tracer.traceEntry(failure, entry);
            throw failure;
        } finally {
            entry.exit();
        }
    }

    @Benchmark
    public int rateLimit() {
        return govern("rate", x);
    }

    @Benchmark
    public int breaker() {
        return govern("breaker", x);
    }

    @Benchmark
    public int breakerSlow() {
        return govern("slow", x);
    }

    @Benchmark
    public int bulkhead() {
        return govern("bulkhead", x);
    }

    @Benchmark
    public int stack() {
        return govern("stack", x);
    }
}
