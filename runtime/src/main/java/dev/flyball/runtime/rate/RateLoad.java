package dev.flyball.runtime.rate;

import dev.flyball.runtime.pressure.Load;
import dev.flyball.runtime.pressure.PressureSource;
import dev.flyball.runtime.time.Clock;

/**
 * A rate limit as something that can be full: what can be had at once is its capacity, what is spent of it is in use.
 * Calls let in are not counted, as that would cost each of them; what the limit grants in the time stands in for them.
 * Where calls are refused it is the same, as then all is granted that there is. Read by one thread at a time.
 */
final class RateLoad {

    private final Clock clock;
    private long readAt;
    private double granted;

    private RateLoad(Clock clock) {
        this.clock = clock;
        this.readAt = clock.nanos();
    }

    /** @param maxWait how long a call may wait: a queue is as long as the permits that come back meanwhile */
    static PressureSource of(RateLimit limit, long maxWait) {
        RateLoad grants = new RateLoad(limit.clock());
        return () -> {
            Pace spec = limit.spec();
            long available = Math.max(limit.availablePermits(), 0);
            return Load.of(spec.most() - available, spec.most())
                    .queue(limit.waiting(), (long) ((double) maxWait / spec.perNanos() * spec.permits()))
                    .answered(grants.until(spec, 1), limit.meters().spent());
        };
    }

    /** Keys are in use; refusals are weighed against what one key is granted for each key there is. */
    static PressureSource of(KeyedRateLimit buckets) {
        RateLoad grants = new RateLoad(buckets.clock());
        return () -> Load.of(buckets.keys(), buckets.maxKeys())
                .answered(
                        grants.until(buckets.spec(), Math.max(buckets.keys(), 1)),
                        buckets.meters().spent());
    }

    private long until(Pace spec, int buckets) {
        long now = clock.nanos();
        granted += (double) Math.max(now - readAt, 0) / spec.perNanos() * spec.permits() * buckets;
        readAt = now;
        return (long) granted;
    }
}
