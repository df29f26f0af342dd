package dev.flyball.benchmarks.simulation;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter.Listener;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import dev.flyball.runtime.time.Clock;
import org.jspecify.annotations.Nullable;

/** Netflix's {@link SimpleLimiter} over one of its algorithms, on our clock. */
final class NetflixLimiter implements Limiter {

    private final Clock clock;
    private final SimpleLimiter<Object> limiter;

    NetflixLimiter(Limit limit, Clock clock) {
        this.clock = clock;
        this.limiter =
                SimpleLimiter.newBuilder().limit(limit).nanoClock(clock::nanos).build();
    }

    @Override
    public @Nullable Object tryAcquire() {
        return limiter.acquire(this).orElse(null);
    }

    @Override
    public void success(Object permit) {
        PeerDice.seed(clock.nanos());
        ((Listener) permit).onSuccess();
    }

    @Override
    public void drop(Object permit) {
        PeerDice.seed(clock.nanos());
        ((Listener) permit).onDropped();
    }

    @Override
    public double limit() {
        return limiter.getLimit();
    }
}
