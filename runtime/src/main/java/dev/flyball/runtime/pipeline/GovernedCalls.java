package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.breaker.BreakerGate;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.ExecutorMetrics;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MetricsSpec;
import dev.flyball.runtime.observe.Sampling;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What is counted and measured of calls, by the name of the method or guard, and which breaker stands around each.
 * Thread-safe; not on the call path.
 */
final class GovernedCalls {

    private final MeterHub meters;
    private final Sampling sampling;
    private final Consumer<String> rebuild;
    private final Map<String, Calls> calls = new ConcurrentHashMap<>();
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private volatile MetricsSpec spec = MetricsSpec.DEFAULT;

    /** @param rebuild builds the pipelines of a name anew, once somebody begins or ceases to look at its calls */
    GovernedCalls(MeterHub meters, Sampling sampling, Consumer<String> rebuild) {
        this.meters = meters;
        this.sampling = sampling;
        this.rebuild = rebuild;
    }

    /** The calls by that name, counted or not as was said last. */
    Calls of(String name) {
        Calls ours =
                calls.computeIfAbsent(name, fresh -> new Calls(fresh, meters, sampling, () -> rebuild.accept(fresh)));
        ours.count(spec.executors());
        return ours;
    }

    /** These gates now stand around the calls by that name. */
    void around(String name, List<Gate> gates) {
        breakers.remove(name);
        for (Gate gate : gates) {
            if (gate instanceof BreakerGate breaker) {
                breakers.put(name, breaker.breaker());
            }
        }
    }

    /** Says what is measured from now on, of pipelines that are built from now on. */
    void change(MetricsSpec other) {
        spec = other;
    }

    /** What is known of the calls by each name. */
    Map<String, ExecutorMetrics> metrics() {
        Map<String, ExecutorMetrics> all = new TreeMap<>();
        calls.forEach((name, ours) -> {
            CircuitBreaker breaker = breakers.get(name);
            all.put(
                    name,
                    ours.metrics()
                            .withBreaker(
                                    breaker == null ? null : breaker.state().name()));
        });
        return all;
    }
}
