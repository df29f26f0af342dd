package dev.flyball.sample.fault;

import java.time.Duration;

/**
 * One thing that is wrong for a while. Times count from the start of a scenario; {@code until} is exclusive.
 *
 * @param delay how long the use of the thing takes more than usual
 * @param share which share of its uses fails, 0..1
 * @param lanes how many uses it can serve at once, others queueing; 0: any number
 */
public record Fault(Kind kind, Duration from, Duration until, Duration delay, double share, int lanes) {

    /** What can be wrong. */
    public enum Kind {
        /** The database of the catalog. */
        DATABASE,
        /** The disk with the class files. */
        DISK
    }

    /** The database answers, but late. */
    public static Fault slowDatabase(Duration from, Duration until, Duration delay) {
        return new Fault(Kind.DATABASE, from, until, delay, 0, 0);
    }

    /** Each query takes the database so long, and it works on so many at once. */
    public static Fault narrowDatabase(Duration from, Duration until, Duration delay, int lanes) {
        return new Fault(Kind.DATABASE, from, until, delay, 0, lanes);
    }

    /** Each query hangs as long as a connect timeout and then fails. */
    public static Fault deadDatabase(Duration from, Duration until, Duration connectTimeout) {
        return new Fault(Kind.DATABASE, from, until, connectTimeout, 1, 0);
    }

    /** Some reads fail, at once. */
    public static Fault flakyDisk(Duration from, Duration until, double share) {
        return new Fault(Kind.DISK, from, until, Duration.ZERO, share, 0);
    }

    /** The disk reads, but late. */
    public static Fault slowDisk(Duration from, Duration until, Duration delay) {
        return new Fault(Kind.DISK, from, until, delay, 0, 0);
    }

    boolean covers(Duration time) {
        return from.compareTo(time) <= 0 && time.compareTo(until) < 0;
    }
}
