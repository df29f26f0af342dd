package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.RefusedException;
import java.time.Duration;

/**
 * The numbers of a sliding window whose limit follows how its callee bears the calls; {@link AdaptiveWindow} says how.
 *
 * @param permits the highest limit, and the first: calls in any half-open span of {@code perNanos}
 * @param minPermits the lowest limit, from 1 to {@code permits}
 * @param perNanos nanoseconds, at least 1
 * @param targetNanos a call that takes longer is in trouble; 0: no call is for its length
 */
public record AdaptiveWindowSpec(long permits, long minPermits, long perNanos, long targetNanos) implements Pace {

    public AdaptiveWindowSpec {
        new WindowSpec(permits, perNanos);
        if (minPermits < 1 || minPermits > permits || targetNanos < 0) {
            throw new IllegalArgumentException("[rate-adaptive] minPermits is " + minPermits + " and targetNanos is "
                    + targetNanos + "; give 1 to " + permits + ", and 0 or more");
        }
    }

    /** From {@code minPermits} to {@code permits} in any such span of time. */
    public static AdaptiveWindowSpec of(long minPermits, long permits, Duration per) {
        return new AdaptiveWindowSpec(permits, minPermits, per.toNanos(), 0);
    }

    /** The same limits, and a call longer than {@code latency} is in trouble; zero: none is. */
    public AdaptiveWindowSpec withTargetLatency(Duration latency) {
        return new AdaptiveWindowSpec(permits, minPermits, perNanos, latency.toNanos());
    }

    /** As {@link RateSpec#scaled}; the lowest limit stays, unless the highest comes down to it. */
    @Override
    public AdaptiveWindowSpec scaled(double share) {
        WindowSpec highest = window().scaled(share);
        return new AdaptiveWindowSpec(
                highest.permits(), Math.min(minPermits, highest.permits()), highest.perNanos(), targetNanos);
    }

    @Override
    public long most() {
        return permits;
    }

    @Override
    public String words(long now) {
        return now + " calls in any " + RefusedException.inWords(perNanos) + " (from " + minPermits + " to " + permits
                + ", as the callee bears it)";
    }

    @Override
    public String room() {
        return "permits";
    }

    /** The window at its highest limit. */
    WindowSpec window() {
        return new WindowSpec(permits, perNanos);
    }
}
