package dev.flyball.runtime.pressure;

/**
 * Something that can be full: tells its raw numbers, from which the manager computes. Read by one thread at a time, a
 * few times a second at most. Must be quick and must not block: other alarms wait for it. One that throws keeps its last
 * pressure, and the reading says so.
 */
@FunctionalInterface
public interface PressureSource {

    /** The numbers now. */
    Load load();
}
