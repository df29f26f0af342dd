package dev.flyball.runtime.pressure.resource;

import java.util.concurrent.TimeUnit;

/**
 * How fast a total grows, from look to look. A total that went back is another one; an average over more than 30 s would
 * be old news. Used by one thread at a time.
 */
final class Rate {

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    private long total = -1;
    private long at;

    /** The growth per nanosecond since the look before; NaN if that is not known. A negative total is not known. */
    double next(long now, long time) {
        long grown = now - total;
        long span = time - at;
        boolean known = total >= 0 && now >= 0 && grown >= 0 && span > 0 && span <= LONGEST;
        total = now;
        at = time;
        return known ? (double) grown / span : Double.NaN;
    }
}
