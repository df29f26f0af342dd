package dev.flyball.runtime.observe;

/** Something that has meters: an engine's gate, a method's calls, the event bus. */
@FunctionalInterface
public interface MeterSource {

    /** Names every meter of this source, each with all its series. */
    void describe(MeterVisitor visitor);
}
