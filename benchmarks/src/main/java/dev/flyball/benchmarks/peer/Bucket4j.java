package dev.flyball.benchmarks.peer;

import dev.flyball.benchmarks.work.Keys;
import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.openjdk.jmh.annotations.Benchmark;

/** Bucket4j's local, lock-free bucket with nanosecond precision, greedily refilled: the same algorithm as ours. */
public class Bucket4j extends Subject {

    private final Bucket bucket = bucket();

    /** It leaves a table of buckets to its users, or to a cache of theirs; this one forgets nobody. */
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(Limits.PERMITS).refillGreedy(Limits.PERMITS, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
    }

    @Benchmark
    public int keyedRateLimit(Keys keys) {
        if (!buckets.computeIfAbsent(keys.next(), key -> bucket()).tryConsume(1)) {
            throw new IllegalStateException("refused");
        }
        return Work.of(x);
    }

    @Benchmark
    public int rateLimit() {
        if (!bucket.tryConsume(1)) {
            throw new IllegalStateException("refused");
        }
        return Work.of(x);
    }
}
