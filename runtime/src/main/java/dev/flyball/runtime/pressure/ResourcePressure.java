package dev.flyball.runtime.pressure;

import java.util.function.Consumer;

/**
 * How hard pressed the process's own memory and processors are, as it was last sensed. What engines that follow it need,
 * apart from how it is sensed. Thread-safe; reading costs a volatile read and never senses.
 */
public interface ResourcePressure {

    /** The level in force: the sensed one, or one that was forced. */
    PressureLevel level();

    /** The smoothed pressure, 0 to 1, that the level follows. */
    double pressure();

    /** Why the level is what it is, in words. */
    String reason();

    /** Nanoseconds until the level can be milder at the earliest, above 0 unless it is NORMAL. */
    long easesAfterNanos();

    /**
     * Whether the reading has grown old because too little runs for it to be renewed: then whoever turns work away must
     * let a little of it through in full, at least one call a second or one in a hundred.
     */
    boolean latched();

    /** From now on {@code listener} hears of every change of level, on the sensing thread; it must be quick. */
    Registration onChange(Consumer<PressureLevel> listener);
}
