package dev.flyball.benchmarks.peer;

import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * SmallRye Fault Tolerance without a container: typed guards, each adapted to its supplier once.
 *
 * <p>Equal: limits, count window, failure rate. Not equal: the fixed rate window hands out a fresh quota each second;
 * the breaker judges full windows only and knows no slow calls.
 */
public class SmallRye extends Subject {

    private Supplier<Integer> rateLimited = this::work;
    private Supplier<Integer> broken = this::work;
    private Supplier<Integer> bulkheaded = this::work;
    private Supplier<Integer> retried = this::work;
    private Supplier<Integer> stacked = this::work;

    @Setup
    public void setUp() {
        rateLimited = rate(TypedGuard.create(Integer.class)).build().adaptSupplier(this::work);
        broken = breaker(TypedGuard.create(Integer.class)).build().adaptSupplier(this::work);
        bulkheaded = bulkhead(TypedGuard.create(Integer.class)).build().adaptSupplier(this::work);
        retried = TypedGuard.create(Integer.class)
                .withRetry()
                .maxRetries(Limits.ATTEMPTS - 1)
                .delay(Limits.DELAY_MILLIS, ChronoUnit.MILLIS)
                .jitter(0, ChronoUnit.MILLIS)
                .done()
                .build()
                .adaptSupplier(this::work);
        stacked = bulkhead(rate(breaker(TypedGuard.create(Integer.class))))
                .build()
                .adaptSupplier(this::work);
        int usual = x;
        Pollution.mix(
                a -> with(a).rateLimit(),
                a -> with(a).breaker(),
                a -> with(a).bulkhead(),
                a -> with(a).retry(),
                a -> with(a).stack());
        x = usual;
    }

    private static TypedGuard.Builder<Integer> rate(TypedGuard.Builder<Integer> guard) {
        return guard.withRateLimit()
                .limit(Limits.PERMITS)
                .window(1, ChronoUnit.SECONDS)
                .done();
    }

    private static TypedGuard.Builder<Integer> breaker(TypedGuard.Builder<Integer> guard) {
        return guard.withCircuitBreaker()
                .requestVolumeThreshold(Limits.WINDOW)
                .failureRatio(Limits.FAILURE_RATE)
                .done();
    }

    private static TypedGuard.Builder<Integer> bulkhead(TypedGuard.Builder<Integer> guard) {
        return guard.withBulkhead().limit(Limits.PLACES).done();
    }

    private SmallRye with(int argument) {
        x = argument;
        return this;
    }

    private Integer work() {
        return Work.of(x);
    }

    @Benchmark
    public int rateLimit() {
        return rateLimited.get();
    }

    @Benchmark
    public int breaker() {
        return broken.get();
    }

    @Benchmark
    public int bulkhead() {
        return bulkheaded.get();
    }

    @Benchmark
    public int retry() {
        return retried.get();
    }

    @Benchmark
    public int stack() {
        return stacked.get();
    }
}
