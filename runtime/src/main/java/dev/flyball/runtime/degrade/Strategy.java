package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.PressureLevel;

/**
 * A knob as code: what is left of something at each level. Asked when the level changes, not on calls, for ELEVATED and
 * worse; at NORMAL everything is left. Must be quick. Answers 0 to 1; one that throws, or answers something else, is
 * counted and leaves that level alone, and one that leaves more at a worse level than at a milder one is held at the
 * milder one's.
 */
@FunctionalInterface
public interface Strategy {

    /** The share that is left at that level. */
    double factor(PressureLevel level);
}
