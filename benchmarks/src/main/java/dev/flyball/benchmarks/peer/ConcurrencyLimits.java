package dev.flyball.benchmarks.peer;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.SettableLimit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Netflix's SimpleLimiter over each of its limits with their defaults. Every limit takes a lock for each sample, the fixed
 * ones too. The window around Gradient2 takes none, but by default ignores all samples below 100 microseconds, which
 * would be all of these; here it takes them.
 */
public class ConcurrencyLimits extends Subject {

    private final Limiter<Void> vegas = limiter(VegasLimit.newDefault());
    private final Limiter<Void> gradient2 = limiter(Gradient2Limit.newDefault());
    private final Limiter<Void> windowed = limiter(
            WindowedLimit.newBuilder().minRttThreshold(1, TimeUnit.NANOSECONDS).build(Gradient2Limit.newDefault()));
    private final Limiter<Void> aimd = limiter(AIMDLimit.newBuilder().build());
    private final Limiter<Void> fixed = limiter(FixedLimit.of(Limits.PLACES));
    private final Limiter<Void> settable = limiter(SettableLimit.startingAt(Limits.PLACES));

    private static Limiter<Void> limiter(Limit limit) {
        return SimpleLimiter.newBuilder().limit(limit).build();
    }

    @Setup
    public void setUp() {
        Pollution.mix(
                a -> call(vegas, a),
                a -> call(gradient2, a),
                a -> call(windowed, a),
                a -> call(aimd, a),
                a -> call(fixed, a),
                a -> call(settable, a));
    }

    private static int call(Limiter<Void> limiter, int argument) {
        Optional<Limiter.Listener> permit = limiter.acquire(null);
        if (permit.isEmpty()) {
            throw new IllegalStateException("refused");
        }
        Limiter.Listener listener = permit.get();
        int result;
        try {
            result = Work.of(argument);
        } catch (RuntimeException failure) {
            listener.onIgnore();
            throw failure;
        }
        listener.onSuccess();
        return result;
    }

    /** Vegas, which a limiter has if one says nothing. */
    @Benchmark
    public int adaptive() {
        return call(vegas, x);
    }

    @Benchmark
    public int adaptiveGradient2() {
        return call(gradient2, x);
    }

    @Benchmark
    public int adaptiveWindowed() {
        return call(windowed, x);
    }

    @Benchmark
    public int adaptiveAimd() {
        return call(aimd, x);
    }

    /** No estimate at all; beside a bulkhead of ours it reads the clock. */
    @Benchmark
    public int fixed() {
        return call(fixed, x);
    }

    @Benchmark
    public int settable() {
        return call(settable, x);
    }
}
