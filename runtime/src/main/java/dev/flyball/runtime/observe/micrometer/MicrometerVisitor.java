package dev.flyball.runtime.observe.micrometer;

import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.observe.Recorder;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Shows meters in a Micrometer registry, under {@code flyball.} and their name. State is held strongly, since a registry
 * holds only weakly what its gauges read. Thread-safe; {@link #close} takes its meters out of the registry again.
 */
public final class MicrometerVisitor implements MeterVisitor, AutoCloseable {

    private static final String PREFIX = "flyball.";

    private final MeterRegistry registry;
    private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

    /** Shows meters in {@code registry}. */
    public MicrometerVisitor(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void gauge(String name, DoubleSupplier value, String... tags) {
        meters.add(Gauge.builder(PREFIX + name, value::getAsDouble)
                .tags(tags)
                .strongReference(true)
                .register(registry));
    }

    @Override
    public void counter(String name, LongSupplier total, String... tags) {
        // Micrometer holds a function counter's object weakly but its function strongly, so the function holds the
        // object.
        meters.add(FunctionCounter.builder(PREFIX + name, total, weak -> total.getAsLong())
                .tags(tags)
                .register(registry));
    }

    @Override
    public DurationRecorder timer(String name, String... tags) {
        Timer timer = Timer.builder(PREFIX + name).tags(tags).register(registry);
        meters.add(timer);
        return new DurationRecorder() {
            @Override
            public void record(long nanos) {
                timer.record(nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public boolean active() {
                return shown(registry);
            }
        };
    }

    /** A composite of none, as the global registry is in a program that shows no meters, keeps nothing. */
    private static boolean shown(MeterRegistry registry) {
        if (registry instanceof CompositeMeterRegistry composite) {
            return composite.getRegistries().stream().anyMatch(MicrometerVisitor::shown);
        }
        return true;
    }

    @Override
    public Recorder summary(String name, String unit, String... tags) {
        DistributionSummary summary = DistributionSummary.builder(PREFIX + name)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
        meters.add(summary);
        return summary::record;
    }

    /** Takes every meter that was shown through this visitor out of the registry. */
    @Override
    public void close() {
        for (Meter meter = meters.poll(); meter != null; meter = meters.poll()) {
            registry.remove(meter);
        }
    }

    @Override
    public String toString() {
        return registry.toString();
    }
}
