package dev.flyball.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.DurationSummary;
import dev.flyball.runtime.observe.ExecutorMetrics;
import dev.flyball.runtime.observe.MemorySummary;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.status.ResourceStatus.Alerts;
import dev.flyball.runtime.status.ResourceStatus.Breaker;
import dev.flyball.runtime.status.ResourceStatus.Cpu;
import dev.flyball.runtime.status.ResourceStatus.Grant;
import dev.flyball.runtime.status.ResourceStatus.Knob;
import dev.flyball.runtime.status.ResourceStatus.LevelChange;
import dev.flyball.runtime.status.ResourceStatus.Memory;
import dev.flyball.runtime.status.ResourceStatus.Policy;
import dev.flyball.runtime.status.ResourceStatus.Program;
import dev.flyball.runtime.status.ResourceStatus.Resources;
import dev.flyball.runtime.status.ResourceStatus.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceStatusTest {

    private static final long MIB = 1L << 20;

    private static ResourceStatus busy() {
        return new ResourceStatus(
                1_763_739_000_000L,
                new Resources(
                        PressureLevel.HIGH,
                        0.78,
                        PressureLevel.HIGH,
                        false,
                        "memory: 81 % of the heap is live",
                        "cgroup v2",
                        240,
                        false,
                        12_000,
                        0.84,
                        140),
                new Cpu(0.41, 0.52, 2),
                new Memory(0.78, 415 * MIB, 460 * MIB, 512 * MIB),
                new Workers(24, 18, 7, 2),
                new Program(PressureLevel.HIGH, 0.78, "memory: 81 % of the heap is live"),
                List.of(
                        new ExecutorMetrics(
                                "PaymentClient.pay",
                                12_034,
                                11_939,
                                95,
                                12,
                                3,
                                99.21,
                                new MemorySummary(761, 14_300, 1_310_720),
                                new DurationSummary(
                                        12_034, 12_100_000, 9_870_000, 31_400_000, 88_000_000, 1_204_000_000),
                                "HALF_OPEN"),
                        new ExecutorMetrics(
                                "Shop.search", 0, 0, 0, 0, 0, null, MemorySummary.NONE, DurationSummary.NONE, null)),
                List.of(
                        new Knob("reduce-limits", PressureLevel.ELEVATED, 0.8),
                        new Knob("skip-optional", PressureLevel.HIGH, 1)),
                List.of(new Grant("PaymentClient.pay", "CRITICAL", 64 * MIB, 96 * MIB, 128 * MIB, 2, 8, 16)),
                List.of(new Breaker(
                        "payments",
                        "HALF_OPEN",
                        true,
                        3,
                        -1,
                        -1,
                        412,
                        "breaker payments is HALF_OPEN: 3 of 5 probes ended, 0 failed, 2 may start")),
                List.of(
                        new Policy("bulkhead.payments", PressureLevel.NORMAL, 0.44, 7, 16, 2, "7 of 16 in use"),
                        new Policy(
                                "circuit-breaker.payments",
                                PressureLevel.ELEVATED,
                                0.64,
                                -1,
                                -1,
                                -1,
                                "breaker payments is HALF_OPEN")),
                List.of(
                        new LevelChange(
                                "memory", 68_000, "NORMAL", "ELEVATED", 0.66, "memory: 75 % of the heap is live"),
                        new LevelChange(
                                "memory", 3_200, "ELEVATED", "HIGH", 0.76, "memory: 80 % of the heap is live")),
                new Alerts(
                        3,
                        2,
                        3,
                        Map.of("WARNING", 2L, "INFO", 1L),
                        List.of("WARNING pressure HIGH: memory: 80 % of the heap is live")));
    }

    private static ResourceStatus quiet() {
        return new ResourceStatus(
                1_763_739_000_000L,
                new Resources(
                        PressureLevel.CRITICAL,
                        0.12,
                        PressureLevel.NORMAL,
                        true,
                        "forced to CRITICAL for 1 min",
                        null,
                        -1,
                        false,
                        0,
                        -1,
                        -1),
                new Cpu(-1, -1, 2),
                new Memory(-1, -1, 40 * MIB, 512 * MIB),
                new Workers(-1, -1, 0, 0),
                new Program(PressureLevel.NORMAL, 0, "nothing is under pressure"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Alerts.NONE);
    }

    @Test
    void aBusyProgramIsAPage() {
        assertThat(busy()).hasToString("X");
    }

    @Test
    void whatIsEmptyHasNoTable() {
        assertThat(quiet()).hasToString("X");
    }

    @Test
    void aStatusComesBackAsItWasWritten() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(busy());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(busy());
        }
    }
}
