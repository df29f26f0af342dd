package dev.flyball.runtime.config;

import org.jspecify.annotations.Nullable;

/** A value in force, where it stands, and the next best that it stands over, if any. */
public record Sourced(String value, Origin origin, @Nullable Sourced over) {

    @Override
    public String toString() {
        String text = value + " <- " + origin;
        return over == null || !origin.layer().isConfiguration()
                ? text
                : text + " over " + over.value + " " + over.origin;
    }
}
