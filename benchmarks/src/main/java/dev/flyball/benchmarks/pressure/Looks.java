package dev.flyball.benchmarks.pressure;

import dev.flyball.benchmarks.work.Subject;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import dev.flyball.runtime.pressure.resource.ResourceReading;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A monitor of this system: each thread looks with one of its own, since one monitor has one looker at a time. */
public class Looks extends Subject {

    /** One for each thread. */
    @State(Scope.Thread)
    public static class Own {
        final ResourceMonitor monitor = ResourceMonitor.create();

        /** Its files are closed. */
        @TearDown
        public void close() {
            monitor.close();
        }
    }

    @Benchmark
    public ResourceReading look(Own own) {
        return own.monitor.sense();
    }

    @Benchmark
    public PressureLevel level(Own own) {
        return own.monitor.level();
    }
}
