package dev.flyball.benchmarks.peer;

import dev.flyball.benchmarks.work.Pollution;
import dev.flyball.benchmarks.work.Subject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Resilience4j's annotations under Spring AOP, one policy per method, and an advice that does nothing: what users of
 * annotations run today. Limits as in {@link Resilience4j}.
 */
public class SpringAop extends Subject {

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(SpringAopConfiguration.class);

    private final SpringDesk desk = context.getBean(SpringDesk.class);

    @Setup
    public void setUp() {
        Pollution.mix(desk::empty, desk::rateLimit, desk::breaker, desk::bulkhead, desk::retry);
    }

    @TearDown
    public void tearDown() {
        context.close();
    }

    @Benchmark
    public int empty() {
        return desk.empty(x);
    }

    @Benchmark
    public int rateLimit() {
        return desk.rateLimit(x);
    }

    @Benchmark
    public int breaker() {
        return desk.breaker(x);
    }

    @Benchmark
    public int bulkhead() {
        return desk.bulkhead(x);
    }

    @Benchmark
    public int retry() {
        return desk.retry(x);
    }
}
