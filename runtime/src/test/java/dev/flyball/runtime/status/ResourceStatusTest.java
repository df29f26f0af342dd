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
                        new Knob("skip-optional", PressureLevel.HIGH, 0)),
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
                        new LevelChange("memory", 3_200, "ELEVATED", "HIGH", 0.76, "memory: 80 % of the heap is live")),
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
        assertThat(busy()).hasToString("""
                        Flyball at 2025-11-21T15:30:00Z: HIGH
                          resources  0.78: memory: 81 % of the heap is live
                          program    0.78, HIGH: memory: 81 % of the heap is live
                          read 240 ms ago from cgroup v2; eases in 12.0 s at the earliest; heading for 0.84; heap full in 2.33 min at this rate

                        resource  pressure  in numbers
                        cpu           0.41  52 % of 2 processors
                        memory        0.78  415 MiB live, 460 MiB used of 512 MiB
                        workers          –  7 calls running, 2 waiting; 18 of 24 workers granted

                        degraded       from      left
                        reduce-limits  ELEVATED  0.80
                        skip-optional  HIGH      left out

                        executor            runs  success  failed  refused  degraded  average      p50      p95      p99     max  allocated      peak  breaker
                        PaymentClient.pay  12034  99.21 %      95       12         3  12.1 ms  9.87 ms  31.4 ms  88.0 ms  1.20 s   14.0 KiB  1.25 MiB  HALF_OPEN
                        Shop.search            0        –       0        0         0        –        –        –        –       –          –         –  –

                        breaker   state      failed  slow  refused  why
                        payments  HALF_OPEN       –     –      412  breaker payments is HALF_OPEN: 3 of 5 probes ended, 0 failed, 2 may start

                        policy                    pressure  in flight  of  waiting  why
                        bulkhead.payments             0.44          7  16        2  7 of 16 in use
                        circuit-breaker.payments      0.64          –   –        –  breaker payments is HALF_OPEN

                        allocation         priority    memory      from       to  workers  from  to
                        PaymentClient.pay  CRITICAL  96.0 MiB  64.0 MiB  128 MiB        8     2  16

                        change of level       ago  from      to        pressure  why
                        memory           1.13 min  NORMAL    ELEVATED      0.66  memory: 75 % of the heap is live
                        memory             3.20 s  ELEVATED  HIGH          0.76  memory: 80 % of the heap is live

                        alerts: 3, 2 in the last hour, 3 in the last day; INFO 1, WARNING 2
                          WARNING pressure HIGH: memory: 80 % of the heap is live
                        """);
    }

    @Test
    void whatIsEmptyHasNoTable() {
        assertThat(quiet()).hasToString("""
                        Flyball at 2025-11-21T15:30:00Z: CRITICAL, forced by hand; sensed NORMAL
                          resources  0.12: forced to CRITICAL for 1 min
                          program    0.00, NORMAL: nothing is under pressure

                        resource  pressure  in numbers
                        cpu              –  2 processors
                        memory           –  40.0 MiB used of 512 MiB
                        workers          –  0 calls running, 0 waiting
                        """);
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
