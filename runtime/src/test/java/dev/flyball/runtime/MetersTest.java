package dev.flyball.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PlanText;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.bridge.Linker;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a monitoring system sees of a method before anybody has called it. */
class MetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static PolicyPlan policy(PolicyKind kind, String... written) {
        Map<String, String> values = new HashMap<>(Map.of("name", "meters"));
        for (int i = 0; i < written.length; i += 2) {
            values.put(written[i], written[i + 1]);
        }
        return PolicyPlan.of(kind, values);
    }

    /** Links a method with all policies; every series of it, as {@code name{tag=value}}. */
    private List<String> seriesAfterLinking() {
        Flyball.metrics(registry);
        MethodPlan plan = new MethodPlan(
                MetersTest.class.getName(),
                "place",
                "()V",
                List.of(
                        policy(PolicyKind.DEGRADABLE),
                        policy(PolicyKind.RETRY),
                        policy(PolicyKind.CIRCUIT_BREAKER),
                        policy(PolicyKind.RATE_LIMITED, "permits", "5"),
                        policy(PolicyKind.TIMEOUT, "value", "1s"),
                        policy(PolicyKind.BULKHEAD, "max", "8"),
                        policy(PolicyKind.ADAPTIVE_CONCURRENCY)),
                List.of(),
                "",
                false);
        Linker.link(MetersTest.class, "place", "()V", PlanText.write(plan));
        return registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> "meters".equals(id.getTag("name")) || "MetersTest.place".equals(id.getTag("name")))
                .map(id -> id.getName()
                        + id.getTags().stream()
                                .filter(tag -> !tag.getKey().equals("name"))
                                .map(tag -> tag.getKey() + "=" + tag.getValue())
                                .collect(Collectors.joining(" ", "{", "}")))
                .sorted()
                .toList();
    }

    @Test
    void everySeriesOfALinkedMethodExistsBeforeItsFirstCall() {
        assertThat(String.join("\n", seriesAfterLinking()) + "\n").isEqualTo("""
                        flyball.breaker.failure.rate{}
                        flyball.breaker.slow.rate{}
                        flyball.breaker.state{state=closed}
                        flyball.breaker.state{state=disabled}
                        flyball.breaker.state{state=forced_open}
                        flyball.breaker.state{state=half_open}
                        flyball.breaker.state{state=isolated}
                        flyball.breaker.state{state=metrics_only}
                        flyball.breaker.state{state=open}
                        flyball.breaker.transitions{cause=auto to=closed}
                        flyball.breaker.transitions{cause=auto to=half_open}
                        flyball.breaker.transitions{cause=auto to=open}
                        flyball.breaker.transitions{cause=manual to=closed}
                        flyball.breaker.transitions{cause=manual to=disabled}
                        flyball.breaker.transitions{cause=manual to=forced_open}
                        flyball.breaker.transitions{cause=manual to=half_open}
                        flyball.breaker.transitions{cause=manual to=isolated}
                        flyball.breaker.transitions{cause=manual to=metrics_only}
                        flyball.breaker.transitions{cause=memory to=closed}
                        flyball.breaker.transitions{cause=memory to=open}
                        flyball.bulkhead.inflight{}
                        flyball.bulkhead.max{}
                        flyball.bulkhead.queued{}
                        flyball.bulkhead.wait{}
                        flyball.calls{outcome=degraded}
                        flyball.calls{outcome=error}
                        flyball.calls{outcome=ok}
                        flyball.calls{outcome=rejected}
                        flyball.concurrency.adjustments{cause=config direction=down}
                        flyball.concurrency.adjustments{cause=config direction=up}
                        flyball.concurrency.adjustments{cause=drop direction=down}
                        flyball.concurrency.adjustments{cause=latency direction=down}
                        flyball.concurrency.adjustments{cause=latency direction=up}
                        flyball.concurrency.adjustments{cause=manual direction=down}
                        flyball.concurrency.adjustments{cause=manual direction=up}
                        flyball.concurrency.inflight{}
                        flyball.concurrency.limit{}
                        flyball.concurrency.queued{}
                        flyball.concurrency.rtt.base{}
                        flyball.concurrency.rtt{}
                        flyball.concurrency.throughput{}
                        flyball.concurrency.wait{}
                        flyball.degradation.calls{mode=fallback}
                        flyball.degradation.calls{mode=full}
                        flyball.degradation.calls{mode=reduced}
                        flyball.degradation.calls{mode=refused}
                        flyball.executor.memory{}
                        flyball.rate.limit.available{}
                        flyball.rate.limit.wait{}
                        flyball.rate.limit{}
                        flyball.rejections{policy=adaptive-concurrency reason=interrupted}
                        flyball.rejections{policy=adaptive-concurrency reason=limited}
                        flyball.rejections{policy=adaptive-concurrency reason=timeout}
                        flyball.rejections{policy=bulkhead reason=full}
                        flyball.rejections{policy=bulkhead reason=interrupted}
                        flyball.rejections{policy=bulkhead reason=timeout}
                        flyball.rejections{policy=circuit-breaker reason=open}
                        flyball.rejections{policy=degradable reason=pressure}
                        flyball.rejections{policy=rate-limited reason=interrupted}
                        flyball.rejections{policy=rate-limited reason=spent}
                        flyball.retry.attempts{}
                        flyball.retry.calls{result=aborted}
                        flyball.retry.calls{result=exhausted}
                        flyball.retry.calls{result=first}
                        flyball.retry.calls{result=retried}
                        flyball.timeout.calls{result=in_time}
                        flyball.timeout.calls{result=late}
                        flyball.timeout.calls{result=timed_out}
                        """);
    }

    @Test
    void allSeriesOfAMeterHaveTheSameTagKeys() {
        seriesAfterLinking();
        Map<String, Long> shapes = registry.getMeters().stream()
                .map(meter -> meter.getId().getName() + " "
                        + meter.getId().getTags().stream().map(Tag::getKey).toList())
                .distinct()
                .collect(Collectors.groupingBy(shape -> shape.replaceAll(" .*", ""), Collectors.counting()));
        assertThat(shapes)
                .isNotEmpty()
                .allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
    }
}
