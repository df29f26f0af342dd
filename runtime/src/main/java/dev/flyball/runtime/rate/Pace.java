package dev.flyball.runtime.rate;

import java.io.Serializable;

/**
 * How a rate limit lets calls through: its kind and its numbers. Immutable.
 *
 * <pre>
 * {@link RateSpec}      evenly, with a burst that gathers while nobody calls
 * {@link WindowSpec}    at most so many in any span of time, however they are spread
 * </pre>
 */
public sealed interface Pace extends Serializable permits RateSpec, WindowSpec {

    /** Permits per {@link #perNanos()}. */
    long permits();

    /** The span of time, in nanoseconds. */
    long perNanos();

    /** The most permits that can be had at one instant. */
    long most();

    /**
     * The limit in words, for messages.
     *
     * @param now the permits of the moment, where they change by themselves
     */
    String words(long now);

    /** The number to raise for more permits at once, for messages. */
    String room();

    /** This pace at a share, above 0 and below 1, of its permits; itself where it cannot be slowed down. */
    default Pace scaled(double share) {
        return this;
    }

    /** A share of so many, rounded down, but at least 1. */
    static long share(long whole, double share) {
        return Math.max(1, (long) Math.floor((double) whole * share + 1e-9));
    }

    /** {@code value}, unless it is below 1. */
    static long atLeastOne(long value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("[rate-spec-range] " + what + " is " + value + "; give at least 1");
        }
        return value;
    }
}
