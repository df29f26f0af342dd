package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How hard pressed memory and processors were at one moment. Immutable.
 *
 * @param nanos the clock's reading then
 * @param computed the level that the pressure has led to
 * @param forced the level that was forced instead; null where none was
 * @param pressure the smoothed pressure, 0 to 1, that the computed level follows: the larger of the two parts, or of what
 *     is foreseen
 * @param leading what that came from
 * @param memory the memory part
 * @param cpu the processors' part
 * @param forecast where live memory is going
 * @param latched whether the reading has grown old because too little runs for it to be renewed
 * @param flapping whether the level has changed more than 12 times in the last minute
 */
public record ResourceReading(
        long nanos,
        PressureLevel computed,
        @Nullable PressureLevel forced,
        double pressure,
        Signal leading,
        MemoryReading memory,
        CpuReading cpu,
        Forecast forecast,
        boolean latched,
        boolean flapping) {

    /** The level in force. */
    public PressureLevel level() {
        return forced == null ? computed : forced;
    }

    /** Seconds since then, at a reading of the clock. */
    public double age(long now) {
        return (double) (now - nanos) / TimeUnit.SECONDS.toNanos(1);
    }

    /** Why the level is what it is, in words. */
    public String reason() {
        return forced == null ? why() : "forced to " + forced + "; sensed " + computed + ": " + why();
    }

    private String why() {
        if (leading == Signal.FORECAST) {
            return "memory: " + forecast.reason();
        }
        if (leading == Signal.NONE && pressure < PressureLevel.ELEVATED.from()) {
            return "nothing is under pressure";
        }
        return memory.pressure() >= cpu.pressure() ? "memory: " + memory.reason() : "cpu: " + cpu.reason();
    }

    /** The same with another level in force; none is latched while one is forced. */
    ResourceReading force(@Nullable PressureLevel other) {
        return forced == other ? this : copy(other, latched && other == null, flapping);
    }

    ResourceReading flapping(boolean now) {
        return flapping == now ? this : copy(forced, latched, now);
    }

    private ResourceReading copy(@Nullable PressureLevel newForced, boolean newLatched, boolean newFlapping) {
        return new ResourceReading(
                nanos, computed, newForced, pressure, leading, memory, cpu, forecast, newLatched, newFlapping);
    }
}
