package dev.flyball.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.breaker.BreakerGate;
import dev.flyball.runtime.breaker.BreakerSpec;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.concurrency.BulkheadGate;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.degrade.AllocationPolicy;
import dev.flyball.runtime.degrade.Priority;
import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.status.Health.Condition;
import dev.flyball.runtime.status.ResourceStatus;
import dev.flyball.runtime.status.ResourceStatus.Breaker;
import dev.flyball.runtime.status.ResourceStatus.Grant;
import dev.flyball.runtime.status.ResourceStatus.Knob;
import dev.flyball.runtime.status.ResourceStatus.LevelChange;
import dev.flyball.runtime.status.ResourceStatus.Policy;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatusReaderTest {

    private final ManualClock clock = new ManualClock(1);
    private final Governance governance = new Governance(
            clock,
            new ManualAlarm(clock),
            () -> 0,
            Runnable::run,
            Runnable::run,
            new ConfigSource(Map.of(), Map.of(), FileAccess.system(), ClassLoader.getPlatformClassLoader()));
    private final StatusReader reader =
            new StatusReader(governance, InstantSource.fixed(Instant.ofEpochMilli(1_763_739_000_000L)));
    private final Bulkhead bulkhead = new Bulkhead("stock", 4, 2, clock);
    private final CircuitBreaker breaker = new CircuitBreaker("payments", BreakerSpec.DEFAULT, clock, EventSink.NONE);

    private void use() {
        governance.describe(new BulkheadGate(bulkhead, 0));
        BreakerGate gate = new BreakerGate(breaker);
        governance.describe(gate);
        governance.calls("Desk.place", List.of(gate));
    }

    @Test
    void anIdleRuntimeIsUp() {
        ResourceStatus status = reader.status();

        assertThat(status.takenAtMillis()).isEqualTo(1_763_739_000_000L);
        assertThat(status.resources().level()).isEqualTo(PressureLevel.NORMAL);
        assertThat(status.executors()).isEmpty();
        assertThat(reader.health().condition()).isEqualTo(Condition.UP);
    }

    @Test
    void callsInFlightAndWhatHoldsThemAreThere() {
        use();
        assertThat(bulkhead.tryAcquire()).isTrue();
        governance.calls("Desk.place").succeeded();

        ResourceStatus status = reader.status();

        assertThat(status.workers().activeCalls()).isEqualTo(1);
        assertThat(status.policies())
                .extracting(Policy::name)
                .containsExactly("bulkhead.stock", "circuit-breaker.payments");
        assertThat(status.policies().get(0).inFlight()).isEqualTo(1);
        assertThat(status.policies().get(0).capacity()).isEqualTo(4);
        assertThat(status.policies().get(1).inFlight()).isEqualTo(ResourceStatus.UNKNOWN);
        assertThat(status.executors()).extracting(one -> one.successes()).containsExactly(1L);
    }

    @Test
    void underAForcedLevelItTellsWhatIsTurnedAndWhatIsGranted() {
        governance.resources().force(PressureLevel.CRITICAL, null);
        governance
                .allocations()
                .register(new AllocationPolicy("Reports.render", Priority.LOW, 0, 64 << 20, 1, 8, false));

        ResourceStatus status = reader.status();

        assertThat(status.resources().level()).isEqualTo(PressureLevel.CRITICAL);
        assertThat(status.resources().forced()).isTrue();
        assertThat(status.resources().computed()).isEqualTo(PressureLevel.NORMAL);
        assertThat(status.knobs())
                .contains(new Knob("reduce-limits", PressureLevel.ELEVATED, 0.5))
                .extracting(Knob::name)
                .contains("skip-optional", "skip-expensive", "simplify", "reduce-dimensions");
        assertThat(status.grants()).containsExactly(new Grant("Reports.render", "LOW", 0, 0, 64 << 20, 1, 1, 8));
        assertThat(status.workers().budget()).isEqualTo(16);
        assertThat(reader.health())
                .hasToString(
                        "DEGRADED: resource pressure is CRITICAL: forced to CRITICAL; sensed NORMAL: nothing is under pressure");
    }

    @Test
    void everyBreakerSaysWhy() {
        use();
        breaker.forceOpen();

        assertThat(reader.status().breakers())
                .containsExactly(new Breaker(
                        "payments", "FORCED_OPEN", false, 0, -1, -1, 0, "breaker payments is FORCED_OPEN by hand"));
        assertThat(reader.health()).hasToString("DEGRADED: breaker payments is FORCED_OPEN by hand");
    }

    @Test
    void theLast64ChangesOfALevelAreThereWithTheirAge() {
        for (int i = 0; i < 70; i++) {
            governance.levels().emit(new LevelChanged("memory", "NORMAL", "HIGH", i / 100.0, "for a test"));
            clock.advance(TimeUnit.SECONDS.toNanos(1));
        }

        assertThat(reader.status().changes())
                .hasSize(64)
                .startsWith(new LevelChange("memory", 64_000, "NORMAL", "HIGH", 0.06, "for a test"))
                .endsWith(new LevelChange("memory", 1_000, "NORMAL", "HIGH", 0.69, "for a test"));
    }
}
