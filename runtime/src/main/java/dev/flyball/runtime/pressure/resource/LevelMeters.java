package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.PressureLevel;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What the meters of a monitor read besides its last reading. Thread-safe. */
final class LevelMeters {

    private static final PressureLevel[] LEVELS = PressureLevel.values();

    private final LongAdder[][] transitions = new LongAdder[LEVELS.length][LEVELS.length];
    private volatile boolean any;

    LevelMeters() {
        for (LongAdder[] row : transitions) {
            Arrays.setAll(row, to -> new LongAdder());
        }
    }

    void looked() {
        if (!any) {
            any = true;
        }
    }

    /** Whether there has been a look yet. */
    boolean any() {
        return any;
    }

    /** The level changed. */
    void changed(PressureLevel from, PressureLevel to) {
        transitions[number(from)][number(to)].increment();
    }

    void describe(MeterVisitor visitor, Supplier<ResourceReading> reading) {
        for (PressureLevel from : LEVELS) {
            for (PressureLevel to : LEVELS) {
                if (from != to) {
                    LongAdder count = transitions[number(from)][number(to)];
                    visitor.counter("pressure.resource.transitions", count::sum, "from", word(from), "to", word(to));
                }
            }
        }
        memory(visitor, reading, Signal.LIVE, MemoryReading::live);
        memory(visitor, reading, Signal.OLD, MemoryReading::old);
        memory(visitor, reading, Signal.COLLECTING, MemoryReading::collecting);
        memory(visitor, reading, Signal.CONTAINER, MemoryReading::container);
        memory(visitor, reading, Signal.MEMORY_STALLED, MemoryReading::memoryStalled);
        cpu(visitor, reading, Signal.CPU_USED, CpuReading::used);
        cpu(visitor, reading, Signal.CPU_STALLED, CpuReading::stalled);
        cpu(visitor, reading, Signal.RUN_QUEUE, CpuReading::runQueue);
        cpu(visitor, reading, Signal.THROTTLED, CpuReading::throttled);
        cpu(visitor, reading, Signal.QUEUEING, CpuReading::queueing);
    }

    private static void memory(
            MeterVisitor visitor,
            Supplier<ResourceReading> reading,
            Signal signal,
            ToDoubleFunction<MemoryReading> part) {
        visitor.gauge(
                "pressure.signal",
                () -> part.applyAsDouble(reading.get().memory()),
                "resource",
                "memory",
                "signal",
                signal.word());
    }

    private static void cpu(
            MeterVisitor visitor, Supplier<ResourceReading> reading, Signal signal, ToDoubleFunction<CpuReading> part) {
        visitor.gauge(
                "pressure.signal",
                () -> part.applyAsDouble(reading.get().cpu()),
                "resource",
                "cpu",
                "signal",
                signal.word());
    }

    static int number(PressureLevel level) {
        return Arrays.asList(LEVELS).indexOf(level);
    }

    private static String word(PressureLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
