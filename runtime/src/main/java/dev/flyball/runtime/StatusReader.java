package dev.flyball.runtime;

import dev.flyball.runtime.alert.Alert;
import dev.flyball.runtime.alert.AlertSummary;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.breaker.Standing;
import dev.flyball.runtime.degrade.AllocationPolicy;
import dev.flyball.runtime.degrade.Degradation;
import dev.flyball.runtime.degrade.Strategy;
import dev.flyball.runtime.observe.LevelHistory;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pressure.ControllerPressure;
import dev.flyball.runtime.pressure.Load;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.PressureReading;
import dev.flyball.runtime.pressure.resource.CpuReading;
import dev.flyball.runtime.pressure.resource.Forecast;
import dev.flyball.runtime.pressure.resource.MemoryReading;
import dev.flyball.runtime.pressure.resource.ResourceReading;
import dev.flyball.runtime.status.Health;
import dev.flyball.runtime.status.ResourceStatus;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Puts a status together, when somebody asks, from what the parts of a runtime have published: no call waits for it, and
 * it waits for none.
 */
final class StatusReader {

    private final Governance governance;
    private final InstantSource calendar;

    /** @param calendar dates each status */
    StatusReader(Governance governance, InstantSource calendar) {
        this.governance = governance;
        this.calendar = calendar;
    }

    /** All that is known now. */
    ResourceStatus status() {
        ResourceReading sensed = governance.resources().reading();
        PressureReading reading = governance.backpressure().reading();
        long now = governance.surroundings().clock().nanos();
        List<Grant> grants = grants();
        return new ResourceStatus(
                calendar.millis(),
                resources(sensed, now),
                cpu(sensed.cpu()),
                memory(sensed.memory()),
                workers(reading, grants),
                new Program(reading.level(), reading.pressure(), reading.reason()),
                List.copyOf(governance.executors().values()),
                knobs(),
                grants,
                breakers(),
                reading.controllers().stream().map(StatusReader::policy).toList(),
                governance.levels().entries().stream()
                        .map(entry -> change(entry, now))
                        .toList(),
                alerts());
    }

    /** How fit the program is now. */
    Health health() {
        ResourceReading sensed = governance.resources().reading();
        return Health.of(sensed.level(), sensed.reason(), breakers(), governance.health());
    }

    private Resources resources(ResourceReading sensed, long now) {
        Forecast forecast = sensed.forecast();
        return new Resources(
                sensed.level(),
                sensed.pressure(),
                sensed.computed(),
                sensed.forced() != null,
                sensed.reason(),
                governance.resources().source(),
                millis(now - sensed.nanos()),
                sensed.latched(),
                millis(governance.resources().easesAfterNanos()),
                forecast.acting() ? forecast.soon() : ResourceStatus.UNKNOWN,
                forecast.significant() ? known(forecast.exhaustion()) : ResourceStatus.UNKNOWN);
    }

    private static Cpu cpu(CpuReading cpu) {
        int processors =
                cpu.processors() > 0 ? cpu.processors() : Runtime.getRuntime().availableProcessors();
        return new Cpu(cpu.pressure(), known(cpu.used()), processors);
    }

    private static Memory memory(MemoryReading memory) {
        Runtime jvm = Runtime.getRuntime();
        return new Memory(
                memory.pressure(),
                Double.isNaN(memory.live()) ? ResourceStatus.UNKNOWN : memory.liveBytes(),
                jvm.totalMemory() - jvm.freeMemory(),
                memory.maxBytes() > 0 ? memory.maxBytes() : jvm.maxMemory());
    }

    private static double known(double number) {
        return Double.isFinite(number) ? number : ResourceStatus.UNKNOWN;
    }

    private Workers workers(PressureReading reading, List<Grant> grants) {
        long active = 0;
        long waiting = 0;
        for (ControllerPressure one : reading.controllers()) {
            if (one.load() instanceof Load.Counted counted && countsCalls(one.name())) {
                active += counted.inUse();
                waiting += counted.waiting();
            }
        }
        long granted = grants.stream().mapToLong(Grant::workers).sum();
        return new Workers(governance.allocations().workers(), granted, active, waiting);
    }

    /** What is in use at a rate limit are permits, not calls. */
    private static boolean countsCalls(String name) {
        return name.startsWith("bulkhead.") || name.startsWith("adaptive-concurrency.");
    }

    private List<Knob> knobs() {
        Degradation now = governance.degradations().newest();
        return governance.degradations().knobs().entrySet().stream()
                .filter(knob -> now.on(knob.getKey()))
                .map(knob -> new Knob(knob.getKey(), from(knob.getValue(), now), now.factor(knob.getKey())))
                .toList();
    }

    /** What a program's own strategy begins with, nobody but its code knows. */
    private static PressureLevel from(Strategy strategy, Degradation now) {
        return strategy instanceof dev.flyball.runtime.degrade.Knob knob ? knob.from() : now.level();
    }

    private List<Grant> grants() {
        return governance.allocations().grants().stream()
                .map(StatusReader::granted)
                .toList();
    }

    private static Grant granted(dev.flyball.runtime.degrade.Grant grant) {
        AllocationPolicy policy = grant.policy();
        return new Grant(
                policy.name(),
                policy.priority().name(),
                policy.minMemory(),
                grant.memory(),
                policy.maxMemory() == Long.MAX_VALUE ? ResourceStatus.UNKNOWN : policy.maxMemory(),
                policy.minWorkers(),
                grant.workers(),
                policy.maxWorkers() == Integer.MAX_VALUE ? ResourceStatus.UNKNOWN : policy.maxWorkers());
    }

    private Alerts alerts() {
        AlertSummary all = governance.alerts().summary();
        Map<String, Long> bySeverity = new TreeMap<>();
        all.bySeverity().forEach((severity, count) -> {
            if (count > 0) {
                bySeverity.put(severity.name(), count);
            }
        });
        List<String> recent = all.recent().stream().map(Alert::text).toList();
        return new Alerts(all.total(), all.lastHour(), all.lastDay(), bySeverity, recent);
    }

    private List<Breaker> breakers() {
        return governance.circuitBreakers().stream().map(StatusReader::breaker).toList();
    }

    private static Breaker breaker(CircuitBreaker breaker) {
        CircuitBreaker.Snapshot counts = breaker.snapshot();
        Standing standing = breaker.why();
        return new Breaker(
                breaker.name(),
                counts.state().name(),
                standing.admits(),
                counts.calls(),
                counts.failureRate(),
                counts.slowCallRate(),
                counts.rejected(),
                standing.reason());
    }

    private static Policy policy(ControllerPressure one) {
        if (one.load() instanceof Load.Counted counted && countsCalls(one.name())) {
            return new Policy(
                    one.name(),
                    one.level(),
                    one.pressure(),
                    counted.inUse(),
                    counted.capacity(),
                    counted.waiting(),
                    one.reason());
        }
        long waiting = one.load() instanceof Load.Counted counted ? counted.waiting() : ResourceStatus.UNKNOWN;
        return new Policy(
                one.name(),
                one.level(),
                one.pressure(),
                ResourceStatus.UNKNOWN,
                ResourceStatus.UNKNOWN,
                waiting,
                one.reason());
    }

    private static LevelChange change(LevelHistory.Entry entry, long now) {
        return new LevelChange(
                entry.change().name(),
                millis(now - entry.nanos()),
                entry.change().from(),
                entry.change().to(),
                entry.change().pressure(),
                entry.change().reason());
    }

    private static long millis(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos));
    }
}
