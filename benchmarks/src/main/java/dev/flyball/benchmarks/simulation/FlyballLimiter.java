package dev.flyball.benchmarks.simulation;

import dev.flyball.runtime.concurrency.AdaptiveLimit;
import dev.flyball.runtime.concurrency.AdaptivePermit;
import dev.flyball.runtime.concurrency.AdaptiveSpec;
import dev.flyball.runtime.time.Clock;
import org.jspecify.annotations.Nullable;

/** Our {@link AdaptiveLimit}. */
final class FlyballLimiter implements Limiter {

    private final AdaptiveLimit limit;

    FlyballLimiter(AdaptiveSpec spec, Clock clock) {
        this.limit = new AdaptiveLimit("simulated", spec, clock);
    }

    @Override
    public @Nullable Object tryAcquire() {
        return limit.tryAcquire();
    }

    @Override
    public void success(Object permit) {
        ((AdaptivePermit) permit).success();
    }

    @Override
    public void drop(Object permit) {
        ((AdaptivePermit) permit).drop();
    }

    @Override
    public double limit() {
        return limit.limit();
    }
}
