package dev.flyball.runtime.pressure.resource;

import java.util.List;

/**
 * What a monitor remembers, oldest first. Immutable.
 *
 * @param readings the last 600 at most
 * @param changes the last 64 changes of level at most
 */
public record ResourceHistory(List<ResourceReading> readings, List<LevelChange> changes) {

    /** Keeps its own copies of the lists. */
    public ResourceHistory {
        readings = List.copyOf(readings);
        changes = List.copyOf(changes);
    }
}
