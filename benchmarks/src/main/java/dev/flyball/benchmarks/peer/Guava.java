package dev.flyball.benchmarks.peer;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.RateLimiter;
import dev.flyball.benchmarks.work.Keys;
import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Guava's rate limiter, asked without waiting. It counts in microseconds, so its bursts differ, and it lends the next
 * caller's permit to this one. Its cache is bounded as ours is, but may forget a caller who owes permits.
 */
@SuppressWarnings("UnstableApiUsage") // beta since 2012, and what people use
public class Guava extends Subject {

    private final RateLimiter limiter = RateLimiter.create(Limits.PERMITS);

    private final LoadingCache<String, RateLimiter> limiters = CacheBuilder.newBuilder()
            .maximumSize(10_000)
            .build(CacheLoader.from(() -> RateLimiter.create(Limits.PERMITS)));

    @Benchmark
    public int keyedRateLimit(Keys keys) {
        if (!limiters.getUnchecked(keys.next()).tryAcquire()) {
            throw new IllegalStateException("refused");
        }
        return Work.of(x);
    }

    @Benchmark
    public int rateLimit() {
        if (!limiter.tryAcquire()) {
            throw new IllegalStateException("refused");
        }
        return Work.of(x);
    }
}
