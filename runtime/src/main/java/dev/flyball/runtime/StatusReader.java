package dev.flyball.runtime;

import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.breaker.Standing;
import dev.flyball.runtime.observe.LevelHistory;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pressure.ControllerPressure;
import dev.flyball.runtime.pressure.Load;
import dev.flyball.runtime.pressure.PressureReading;
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
        PressureReading reading = governance.backpressure().reading();
        long now = governance.surroundings().clock().nanos();
        return new ResourceStatus(
                calendar.millis(),
                resources(reading, now),
                cpu(),
                memory(),
                workers(reading),
                new Program(reading.level(), reading.pressure(), reading.reason()),
                List.copyOf(governance.executors().values()),
                knobs(),
                grants(),
                breakers(),
                reading.controllers().stream().map(StatusReader::policy).toList(),
                governance.levels().entries().stream()
                        .map(entry -> change(entry, now))
                        .toList(),
                alerts());
    }

    /** How fit the program is now. */
    Health health() {
        Resources resources = resources(
                governance.backpressure().reading(),
                governance.surroundings().clock().nanos());
        return Health.of(resources.level(), resources.reason(), breakers(), governance.health());
    }

    private static Resources resources(PressureReading reading, long now) {
        return new Resources(
                reading.level(),
                reading.pressure(),
                reading.level(),
                false,
                reading.reason(),
                null,
                millis(now - reading.nanos()),
                false,
                0,
                ResourceStatus.UNKNOWN,
                ResourceStatus.UNKNOWN);
    }

    private static Cpu cpu() {
        return new Cpu(
                ResourceStatus.UNKNOWN,
                ResourceStatus.UNKNOWN,
                Runtime.getRuntime().availableProcessors());
    }

    private static Memory memory() {
        Runtime jvm = Runtime.getRuntime();
        return new Memory(
                ResourceStatus.UNKNOWN, ResourceStatus.UNKNOWN, jvm.totalMemory() - jvm.freeMemory(), jvm.maxMemory());
    }

    private static Workers workers(PressureReading reading) {
        long active = 0;
        long waiting = 0;
        for (ControllerPressure one : reading.controllers()) {
            if (one.load() instanceof Load.Counted counted && countsCalls(one.name())) {
                active += counted.inUse();
                waiting += counted.waiting();
            }
        }
        return new Workers(ResourceStatus.UNKNOWN, ResourceStatus.UNKNOWN, active, waiting);
    }

    /** What is in use at a rate limit are permits, not calls. */
    private static boolean countsCalls(String name) {
        return name.startsWith("bulkhead.") || name.startsWith("adaptive-concurrency.");
    }

    private static List<Knob> knobs() {
        return List.of();
    }

    private static List<Grant> grants() {
        return List.of();
    }

    private static Alerts alerts() {
        return Alerts.NONE;
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
