package dev.flyball.model;

import org.jspecify.annotations.Nullable;

/**
 * A method that a fallback's name stands for: called with the governed method's arguments or with none, and after them
 * with the failure where {@code cause}, its declared type, is not null; it then takes failures of that type only.
 */
public record FallbackChoice(
        DeclaredMethod method,
        boolean takesArguments,
        @Nullable String cause) {}
