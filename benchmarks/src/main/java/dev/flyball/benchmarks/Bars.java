package dev.flyball.benchmarks;

import static dev.flyball.benchmarks.Subjects.CONCURRENCY_LIMITS;
import static dev.flyball.benchmarks.Subjects.FLOOR;
import static dev.flyball.benchmarks.Subjects.RESILIENCE4J;
import static dev.flyball.benchmarks.Subjects.SPRING_AOP;
import static dev.flyball.benchmarks.Subjects.WOVEN;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The promises, each with what was measured. Times are ratios; only allocation and the switched-off call are not. */
final class Bars {

    private static final double OF_FLOOR = 1.5;
    private static final double OF_PEER = 1.0;
    private static final double OF_RESILIENCE4J_STACK = 0.6;
    private static final double OF_SIMPLE_LIMITER = 0.7;
    private static final double OF_SPRING_AOP = 0.1;
    private static final double OFF_NANOS = 2.0;
    private static final double OFF_BYTES = 0.5;

    private final Subjects subjects;
    private final List<Bar> bars = new ArrayList<>();

    private Bars(Subjects subjects) {
        this.subjects = subjects;
    }

    static List<Bar> of(Subjects subjects, Collection<Integer> threads) {
        Bars bars = new Bars(subjects);
        threads.forEach(bars::judge);
        return List.copyOf(bars.bars);
    }

    private void judge(int threads) {
        for (Policy policy : Policy.values()) {
            Optional<Cost> woven = subjects.cost(WOVEN, policy, threads);
            Optional<Cost> floor = subjects.cost(FLOOR, policy, threads);
            add(policy.words + " / its floor", threads, ratio(woven, floor), OF_FLOOR, false, "×");
            if (!Policy.OURS_ALONE.contains(policy)) {
                Optional<Cost> peer = subjects.fastestPeer(policy, threads).map(Subjects.Peer::cost);
                add(policy.words + " / fastest peer", threads, ratio(woven, peer), OF_PEER, true, "×");
            }
            add(policy.words + ", bytes per call", threads, woven.map(Cost::bytes), OFF_BYTES, true, " B");
        }
        add(
                Policy.STACK.words + " / Resilience4j's decorators",
                threads,
                ratio(subjects.cost(WOVEN, Policy.STACK, threads), subjects.cost(RESILIENCE4J, Policy.STACK, threads)),
                OF_RESILIENCE4J_STACK,
                false,
                "×");
        add(
                Policy.ADAPTIVE.words + " / concurrency-limits' SimpleLimiter",
                threads,
                ratio(
                        subjects.cost(WOVEN, Policy.ADAPTIVE, threads),
                        subjects.cost(CONCURRENCY_LIMITS, Policy.ADAPTIVE, threads)),
                OF_SIMPLE_LIMITER,
                false,
                "×");
        for (Policy policy : Policy.SINGLE) {
            Optional<Cost> springs = subjects.cost(SPRING_AOP, policy, threads);
            if (springs.isPresent()) {
                add(
                        policy.words + " / Resilience4j's annotation",
                        threads,
                        ratio(subjects.cost(WOVEN, policy, threads), springs),
                        OF_SPRING_AOP,
                        false,
                        "×");
            }
        }
        Optional<Double> off = subjects.off(threads)
                .flatMap(cost -> subjects.plain(threads).map(plain -> cost.nanos() - plain.nanos()));
        add("switched off, above the plain call", threads, off, OFF_NANOS, false, " ns");
    }

    private void add(
            String promise, int threads, Optional<Double> measured, double limit, boolean strict, String unit) {
        bars.add(new Bar(promise, threads, measured, limit, strict, unit));
    }

    static Optional<Double> ratio(Optional<Cost> cost, Optional<Cost> to) {
        return cost.flatMap(one -> to.map(other -> one.nanos() / other.nanos()));
    }
}
