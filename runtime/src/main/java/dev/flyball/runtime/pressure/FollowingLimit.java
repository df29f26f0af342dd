package dev.flyball.runtime.pressure;

import java.util.List;

/**
 * One limit that follows, in a {@link PressureReading}.
 *
 * @param name the limit
 * @param followed the controllers it follows, by name
 * @param share what share of its configured value it is held at; 1 is all of it
 * @param missing those of {@code followed}, and the limit itself, that nothing of that name is registered for
 */
public record FollowingLimit(String name, List<String> followed, double share, List<String> missing) {

    /** Keeps its own copies of the lists. */
    public FollowingLimit {
        followed = List.copyOf(followed);
        missing = List.copyOf(missing);
    }
}
