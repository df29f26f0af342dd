package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.observe.DurationSummary;
import dev.flyball.runtime.observe.ExecutorMetrics;
import dev.flyball.runtime.observe.MemorySummary;
import dev.flyball.runtime.observe.MetricsSpec;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.observe.micrometer.MicrometerVisitor;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of a method's calls, however they end. The bench's chance samples every call. */
class ExecutorMetricsTest {

    private static final String PLAIN = "(Ljava/lang/String;)Ljava/lang/String;";
    private static final String STAGE = "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;";
    private static final int MIB = 1 << 20;

    private final Bench bench = new Bench();

    /** The runtime knows it only weakly. */
    private @Nullable Installation linked;

    /** Whose name is the method's. */
    static class Desk {}

    private Site site(PolicyPlan... policies) {
        return link(PLAIN, false, policies);
    }

    private Site link(String descriptor, boolean stage, PolicyPlan... policies) {
        linked = bench.site(Desk.class, descriptor, "", stage, List.of(), policies);
        return linked.site();
    }

    private Site rescued(PolicyPlan... policies) {
        linked = bench.site(Desk.class, PLAIN, "instead", false, List.of(), policies);
        return linked.site();
    }

    private ExecutorMetrics metrics() {
        ExecutorMetrics metrics = bench.governance.executors().get("ExecutorMetricsTest.Desk.place");
        assertThat(metrics).isNotNull();
        return metrics;
    }

    /** As a wrapper calls. */
    private static Object call(Site site, Callable<Object> body) throws Exception {
        Object ticket = site.enter(null);
        if (ticket instanceof Skip) {
            return site.exit(ticket, null);
        }
        Object result = null;
        do {
            try {
                result = body.call();
            } catch (Throwable failure) {
                if (site.rethrows(ticket, failure)) {
                    throw failure;
                }
            }
        } while (site.repeats(ticket));
        return site.exit(ticket, result);
    }

    /** As a wrapper with a fallback calls. */
    private static Object call(Site site, Callable<Object> body, Fallback<Object> fallback) throws Exception {
        Object ticket = site.enter(null);
        if (ticket instanceof Skip) {
            return site.exit(ticket, null, fallback);
        }
        Object result = null;
        do {
            try {
                result = body.call();
            } catch (Throwable failure) {
                if (site.rethrows(ticket, failure, fallback)) {
                    throw failure;
                }
            }
        } while (site.repeats(ticket));
        return site.exit(ticket, result, fallback);
    }

    private static Object fails() throws IOException {
        throw new IOException("no paper");
    }

    private Callable<Object> lasting(long millis) {
        return () -> {
            bench.clock.advance(TimeUnit.MILLISECONDS.toNanos(millis));
            return "placed";
        };
    }

    @Test
    void aLinkedMethodIsKnownBeforeItsFirstCall() {
        Readings registry = new Readings();
        bench.governance.metrics(registry);
        site(Bench.bulkhead(1));

        assertThat(metrics())
                .isEqualTo(new ExecutorMetrics(
                        "ExecutorMetricsTest.Desk.place",
                        0,
                        0,
                        0,
                        0,
                        0,
                        null,
                        MemorySummary.NONE,
                        DurationSummary.NONE,
                        null));
        assertThat(registry.amounts("executor.memory", "name", "ExecutorMetricsTest.Desk.place"))
                .isEmpty();
    }

    @Test
    void everyCallCountsOnceByHowItEnded() throws Exception {
        Site site = site(Bench.rate(3, "0s"));
        call(site, () -> "placed");
        call(site, () -> "placed");
        assertThatThrownBy(() -> call(site, ExecutorMetricsTest::fails)).hasMessage("no paper");
        Throwable unused = catchThrowable(() -> call(site, () -> "placed"));

        ExecutorMetrics metrics = metrics();

        assertThat(metrics.executions()).isEqualTo(3);
        assertThat(metrics.successes()).isEqualTo(2);
        assertThat(metrics.failures()).isEqualTo(1);
        assertThat(metrics.refused()).isEqualTo(1);
        assertThat(metrics.degraded()).isZero();
        assertThat(metrics.successRatePercent()).isEqualTo(66.67);
    }

    @Test
    void aFallbackInsteadOfTheBodyDegradesAndOneAfterItRescuesAFailure() throws Exception {
        Site site = rescued(Bench.rate(2, "0s"));
        call(site, () -> "placed", cause -> "queued");
        call(site, ExecutorMetricsTest::fails, cause -> "queued");
        call(site, () -> "placed", cause -> "queued");

        ExecutorMetrics metrics = metrics();

        assertThat(metrics.successes()).isEqualTo(1);
        assertThat(metrics.failures()).isEqualTo(1);
        assertThat(metrics.degraded()).isEqualTo(1);
        assertThat(metrics.refused()).isZero();
    }

    @Test
    void aFallbackThatFailsTooIsStillOneCall() {
        Readings registry = new Readings();
        bench.governance.metrics(registry);
        Site site = rescued(Bench.bulkhead(1));

        assertThatThrownBy(() -> call(site, ExecutorMetricsTest::fails, cause -> {
                    throw new IllegalStateException("no ink");
                }))
                .hasMessage("no ink");

        assertThat(metrics().failures()).isEqualTo(1);
        assertThat(heard(registry, "degraded")).hasSize(1);
        assertThat(heard(registry, "error")).isEmpty();
    }

    private static List<Long> heard(Readings registry, String outcome) {
        return registry.durations("calls", "name", "ExecutorMetricsTest.Desk.place", "outcome", outcome);
    }

    @Test
    void aRepeatedCallIsOneExecutionAndLastsAsLongAsItsCallerWaits() throws Exception {
        Site site = site(Bench.retry(3, "100ms"));
        int[] attempts = new int[1];
        call(site, () -> {
            bench.clock.advance(TimeUnit.MILLISECONDS.toNanos(5));
            return attempts[0]++ == 0 ? fails() : "placed";
        });

        ExecutorMetrics metrics = metrics();

        assertThat(attempts[0]).isEqualTo(2);
        assertThat(metrics.executions()).isEqualTo(1);
        assertThat(metrics.successes()).isEqualTo(1);
        assertThat(metrics.durations().maxNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(110));
    }

    @Test
    void durationsAreMeasuredWhereNoPolicyReadsTheClock() throws Exception {
        Site site = site(Bench.bulkhead(1));
        call(site, lasting(3));
        call(site, lasting(7));
        Throwable unused = catchThrowable(() -> call(site, () -> {
            lasting(9).call();
            return fails();
        }));

        assertThat(metrics().durations().measured()).isEqualTo(3);
        assertThat(metrics().durations().maxNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(9));
    }

    @Test
    void aMebibyteThatABodyAllocatesIsSeen() throws Exception {
        Site site = site(Bench.bulkhead(1));
        byte[][] kept = new byte[1][];
        call(site, () -> "placed");
        call(site, () -> kept[0] = new byte[MIB]);

        MemorySummary memory = metrics().memory();

        assertThat(memory.measured()).isEqualTo(2);
        assertThat(memory.peakBytes()).isBetween((long) MIB, MIB + 65_536L);
        assertThat(memory.averageBytes()).isBetween(MIB / 2L, MIB / 2 + 65_536L);
    }

    @Test
    void aStageCountsWhenItCompletesAndIsWeighedOnTheThreadOfItsBody() throws Exception {
        Site site = link(STAGE, true, Bench.bulkhead(1));
        CompletableFuture<String> stage = new CompletableFuture<>();
        byte[][] kept = new byte[1][];
        Object ticket = site.enter(null);
        kept[0] = new byte[MIB];
        CompletionStage<String> given = site.exit(ticket, stage);
        assertThat(metrics().executions()).isZero();

        bench.clock.advance(TimeUnit.MILLISECONDS.toNanos(4));
        Thread completing = new Thread(() -> {
            kept[0] = new byte[16 * MIB];
            stage.complete("placed");
        });
        completing.start();
        completing.join();

        assertThat(given).isCompletedWithValue("placed");
        ExecutorMetrics metrics = metrics();
        assertThat(metrics.successes()).isEqualTo(1);
        assertThat(metrics.durations().maxNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(4));
        assertThat(metrics.memory().peakBytes()).isBetween((long) MIB, 2L * MIB);
    }

    @Test
    void theBodiesOfARepeatedStageAreWeighedTogetherWithoutTheWaitBetween() {
        Site site = link(STAGE, true, Bench.retry(2, "100ms"));
        byte[][] kept = new byte[1][];
        int[] attempts = new int[1];
        Object skip = site.carry(null, null, () -> {
            kept[0] = new byte[MIB];
            return attempts[0]++ == 0
                    ? CompletableFuture.failedFuture(new IOException("no paper"))
                    : CompletableFuture.completedFuture("placed");
        });
        kept[0] = new byte[16 * MIB];
        bench.clock.advance(TimeUnit.MILLISECONDS.toNanos(100));

        CompletionStage<String> given = site.exit(skip, null);
        assertThat(given).isCompletedWithValue("placed");
        assertThat(attempts[0]).isEqualTo(2);
        assertThat(metrics().executions()).isEqualTo(1);
        assertThat(metrics().memory().peakBytes()).isBetween(2L * MIB, 4L * MIB);
    }

    @Test
    void theStateOfItsBreakerStandsBesideAMethodsCalls() throws Exception {
        Site site = site(Bench.breaker(1));
        assertThat(metrics().breaker()).isEqualTo("CLOSED");

        Throwable unused = catchThrowable(() -> call(site, ExecutorMetricsTest::fails));

        assertThat(metrics().breaker()).isEqualTo("OPEN");
    }

    /** Micrometer's global registry is such a composite, and programs fill it when they like. */
    @Test
    void callsAreTimedFromOneOnThatNoticesThatSomebodyLooks() throws Exception {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        bench.governance.metrics(new MicrometerVisitor(composite));
        Site site = site(Bench.bulkhead(1));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        call(site, () -> "placed");
        composite.add(registry);
        Timer timer = registry.get("flyball.calls").tag("outcome", "ok").timer();

        call(site, () -> "placed");
        assertThat(timer.count()).isZero();
        call(site, lasting(5));
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);

        composite.remove(registry);
        call(site, () -> "placed");
        call(site, () -> "placed");
        assertThat(metrics().executions()).isEqualTo(5);
    }

    @Test
    void switchedOffCallsAreTimedWhereverARegistryIsBound() throws Exception {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        bench.governance.metrics(new MicrometerVisitor(composite));
        bench.governance.change(new MetricsSpec(false));
        Site site = site(Bench.bulkhead(1));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        composite.add(registry);

        call(site, () -> "placed");

        assertThat(registry.get("flyball.calls").tag("outcome", "ok").timer().count())
                .isEqualTo(1);
    }

    @Test
    void switchedOffNothingIsCountedUntilItIsOnAgain() throws Exception {
        Site site = site(Bench.bulkhead(1));
        bench.governance.change(new MetricsSpec(false));
        call(site, () -> "placed");
        assertThat(metrics().executions()).isZero();

        bench.governance.change(MetricsSpec.DEFAULT);
        call(site, () -> "placed");

        assertThat(metrics().executions()).isEqualTo(1);
    }
}
