package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.alert.Alert;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import dev.flyball.runtime.pressure.resource.Sensing;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** From a breaker of a woven method to whoever listens for alerts, without anybody having asked for events. */
class AlertsWiringTest {

    private final Bench bench = new Bench();

    @Test
    void aBreakerThatOpensRaisesAnAlertAndItsClosingEndsIt() throws Exception {
        Installation site = bench.site(AlertsWiringTest.class, "", Bench.breaker(4));
        site.method().activate();
        CircuitBreaker breaker =
                bench.governance.instances().circuitBreaker("desk").orElseThrow();
        List<Alert> heard = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch both = new CountDownLatch(2);
        bench.governance.alerts().onAlert(alert -> {
            heard.add(alert);
            both.countDown();
        });
        breaker.forceOpen();
        bench.clock.advance(Duration.ofMillis(900)); // a callback has a second, on this clock
        breaker.reset();
        assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(heard)
                .extracting(Alert::text)
                .containsExactly(
                        "FIRING WARNING breaker-open desk: circuit breaker \"desk\" is forced_open (manual)",
                        "RESOLVED WARNING breaker-open desk: over after 0s: circuit breaker \"desk\" is closed (manual)");
        assertThat(bench.governance.alerts().summary().total()).isEqualTo(1);
        assertThat(site.method()).isNotNull();
    }

    @Test
    void alertsAreEventsToo() throws Exception {
        Installation site = bench.site(AlertsWiringTest.class, "", Bench.breaker(4));
        site.method().activate();
        CountDownLatch heard = new CountDownLatch(1);
        try (var subscription = bench.governance.events().on(Event.AlertRaised.class, event -> heard.countDown())) {
            assertThat(subscription).isNotNull();
            bench.governance.instances().circuitBreaker("desk").orElseThrow().forceOpen();
            assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoeverDegradesIsToldAndWhereNobodyDoesNobodyIs() {
        ManualClock clock = new ManualClock(1);
        Governance governance = new Governance(
                clock,
                new ManualAlarm(clock),
                () -> 0,
                Runnable::run,
                Runnable::run,
                Bench.EMPTY,
                Sensing.system(clock),
                Runnable::run);
        ResourceMonitor resources = governance.resources();
        resources.force(PressureLevel.HIGH, null);
        resources.sense();
        assertThat(degradations(governance)).isEmpty();
        assertThat(governance.degradations().current().active()).isTrue();
        resources.sense();
        resources.sense();
        assertThat(degradations(governance))
                .singleElement()
                .asString()
                .startsWith(
                        "FIRING INFO degradation-started resources: resources is degraded: forced to HIGH; sensed ");
        resources.force(PressureLevel.NORMAL, null);
        resources.sense();
        assertThat(degradations(governance))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("RESOLVED INFO degradation-started resources: over after 0s: resources is done in full: "
                        + "forced to NORMAL; sensed ");
        resources.close();
        governance.alerts().close();
    }

    private static List<String> degradations(Governance governance) {
        return governance.alerts().history().stream()
                .filter(alert -> alert.rule().equals("degradation-started"))
                .map(Alert::text)
                .toList();
    }
}
