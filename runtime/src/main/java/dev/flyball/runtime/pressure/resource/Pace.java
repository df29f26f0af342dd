package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.Steps;
import java.time.Duration;

/**
 * How fast the monitor believes what it sees. Immutable.
 *
 * @param rising time constant of smoothing while pressure rises
 * @param falling time constant while it falls
 * @param margin how far below a level the pressure must be before the level can fall
 * @param dwell how long it must be there, for each step
 * @param stale age from which a reading of live memory that leads is taken for latched: then a little work is let through
 * @param disowned age from which such a reading counts no more
 * @param pauses span over which pauses of the collector are added up
 * @param collectAtMost time between two collections that the monitor asks for, where it may
 */
public record Pace(
        Duration rising,
        Duration falling,
        double margin,
        Duration dwell,
        Duration stale,
        Duration disowned,
        Duration pauses,
        Duration collectAtMost) {

    /** 2 s up, 10 s down; 0.07 below for 15 s; 10 s and 30 s; 30 s; 10 min. */
    public static final Pace DEFAULT = new Pace(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Steps.MARGIN,
            Duration.ofNanos(Steps.DWELL),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10));

    /** Throws where a number lies outside its range. */
    public Pace {
        positive(rising, "rising");
        positive(falling, "falling");
        positive(dwell, "dwell");
        positive(stale, "stale");
        positive(pauses, "pauses");
        positive(collectAtMost, "collectAtMost");
        if (!(margin >= 0 && margin < 0.1)) {
            throw new IllegalArgumentException("[pressure-margin] the margin is " + margin
                    + "; give 0 or more, and less than the 0.1 that lie between levels");
        }
        if (disowned.compareTo(stale) < 0) {
            throw new IllegalArgumentException("[pressure-disowned] live memory counts no more after " + disowned
                    + ", before it is stale after " + stale + "; give a longer time");
        }
    }

    private static void positive(Duration time, String name) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("[pressure-pace] " + name + " is " + time + "; give a time above zero");
        }
    }

    /** The same with all times divided by this, for trials that cannot wait. */
    public Pace quicker(int faster) {
        return new Pace(
                rising.dividedBy(faster),
                falling.dividedBy(faster),
                margin,
                dwell.dividedBy(faster),
                stale.dividedBy(faster),
                disowned.dividedBy(faster),
                pauses.dividedBy(faster),
                collectAtMost.dividedBy(faster));
    }
}
