package dev.flyball.runtime.rate;

import java.io.Serializable;

/**
 * How a rate limit lets calls through: its kind and its numbers. Immutable.
 *
 * <pre>
 * {@link RateSpec}      evenly, with a burst that gathers while nobody calls
 * {@link WarmUpSpec}    evenly, slowly after a rest
 * {@link Bandwidths}    as several buckets at once allow
 * {@link WindowSpec}    at most so many in any span of time, however they are spread
 * {@link AdaptiveWindowSpec}  the same, and the number follows how the callee bears it
 * </pre>
 */
public sealed interface Pace extends Serializable
        permits RateSpec, WarmUpSpec, Bandwidths, WindowSpec, AdaptiveWindowSpec {

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

    /** Whether a limit of this pace can take the other in place. */
    default boolean sameKind(Pace other) {
        return this instanceof RateSpec == other instanceof RateSpec
                && this instanceof AdaptiveWindowSpec == other instanceof AdaptiveWindowSpec;
    }

    /** This pace at a share, above 0 and below 1, of its permits. */
    Pace scaled(double share);

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
