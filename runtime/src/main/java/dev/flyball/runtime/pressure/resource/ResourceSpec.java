package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.PressureLevel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ResourceMonitor} is told. Immutable.
 *
 * @param model from signals to pressure
 * @param maxMemory bytes of heap that count as all of it; 0 for the most that this JVM may have
 * @param sample time between two looks; a quarter of it, at most 250 ms, from HIGH on
 * @param prediction whether a steady growth of live memory may raise the level before the memory is used
 * @param collect whether the monitor may ask for a collection, once in ten minutes, where its reading is latched
 * @param forced the level in force whatever is sensed; null for the sensed one
 * @param pace how fast it believes what it sees
 * @param curves what each signal is worth
 */
public record ResourceSpec(
        Model model,
        long maxMemory,
        Duration sample,
        boolean prediction,
        boolean collect,
        @Nullable PressureLevel forced,
        Pace pace,
        Curves curves) {

    /** From signals to pressure. */
    public enum Model {
        /** By {@link Curves}: what hurts counts, not what is in use. */
        CALIBRATED,
        /** The share of the heap in use, garbage included, and the share of processors in use, as they are. */
        PLAIN
    }

    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Calibrated, the whole heap, every second, with prediction, without collections, nothing forced. */
    public static final ResourceSpec DEFAULT = new ResourceSpec(
            Model.CALIBRATED, 0, Duration.ofSeconds(1), true, false, null, Pace.DEFAULT, Curves.CALIBRATED);

    /** Throws where a number lies outside its range. */
    public ResourceSpec {
        if (maxMemory < 0) {
            throw new IllegalArgumentException(
                    "[pressure-max-memory] max-memory is " + maxMemory + " bytes; give a size, or 0 for the max heap");
        }
        if (sample.compareTo(SHORTEST) < 0 || sample.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "[pressure-sample] the sample is " + sample + "; give a time from 50 ms to 10 s");
        }
    }

    /** The same by another model. */
    public ResourceSpec withModel(Model other) {
        return new ResourceSpec(other, maxMemory, sample, prediction, collect, forced, pace, curves);
    }

    /** The same of so many bytes; 0 for the most that this JVM may have. */
    public ResourceSpec withMaxMemory(long bytes) {
        return new ResourceSpec(model, bytes, sample, prediction, collect, forced, pace, curves);
    }

    /** The same at another rhythm. */
    public ResourceSpec withSample(Duration every) {
        return new ResourceSpec(model, maxMemory, every, prediction, collect, forced, pace, curves);
    }

    /** The same with or without prediction. */
    public ResourceSpec withPrediction(boolean on) {
        return new ResourceSpec(model, maxMemory, sample, on, collect, forced, pace, curves);
    }

    /** The same with or without collections. */
    public ResourceSpec withCollect(boolean on) {
        return new ResourceSpec(model, maxMemory, sample, prediction, on, forced, pace, curves);
    }

    /** The same with another level in force; null for the sensed one. */
    public ResourceSpec withForced(@Nullable PressureLevel level) {
        return new ResourceSpec(model, maxMemory, sample, prediction, collect, level, pace, curves);
    }

    /** The same at another pace. */
    public ResourceSpec withPace(Pace other) {
        return new ResourceSpec(model, maxMemory, sample, prediction, collect, forced, other, curves);
    }

    /** The same with another table. */
    public ResourceSpec withCurves(Curves other) {
        return new ResourceSpec(model, maxMemory, sample, prediction, collect, forced, pace, other);
    }
}
