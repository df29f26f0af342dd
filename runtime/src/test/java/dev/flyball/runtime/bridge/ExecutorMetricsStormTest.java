package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.observe.ExecutorMetrics;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import dev.flyball.runtime.time.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** However many threads call at once, each call is counted once, whether or not it was sampled. */
class ExecutorMetricsStormTest {

    private static final int THREADS = 8;
    private static final int CALLS = 10_000;

    private final Governance governance = new Governance(
            Clock.system(),
            new ManualAlarm(new ManualClock(1)),
            RandomSource.system(),
            Runnable::run,
            Runnable::run,
            new ConfigSource(Map.of(), Map.of(), FileAccess.system(), ClassLoader.getPlatformClassLoader()));
    private final Installation linked = new Installation(
            governance,
            ExecutorMetricsStormTest.class,
            "place",
            "()V",
            Bench.line("()V", "", false, List.of(), Bench.bulkhead(3), Bench.rate(1_000_000_000, "0s")));
    private final AtomicLong returned = new AtomicLong();
    private final AtomicLong threw = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    @Test
    void countsAreExactWhenAllIsQuiet() throws InterruptedException {
        linked.method().activate();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(t);
            threads.add(new Thread(() -> {
                for (int i = 0; i < CALLS; i++) {
                    call(random);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        ExecutorMetrics metrics = governance.executors().get("ExecutorMetricsStormTest.place");

        assertThat(metrics).isNotNull();
        assertThat(metrics.successes()).isEqualTo(returned.get());
        assertThat(metrics.failures()).isEqualTo(threw.get());
        assertThat(metrics.refused()).isEqualTo(refused.get());
        assertThat(returned.get() + threw.get() + refused.get()).isEqualTo(THREADS * CALLS);
        assertThat(metrics.durations().measured()).isEqualTo(metrics.memory().measured());
        assertThat(metrics.memory().measured()).isBetween(16L, metrics.executions() / 8);
    }

    private void call(Random random) {
        Site site = linked.site();
        Object ticket = site.enter(null);
        if (ticket instanceof Skip) {
            try {
                site.exit(ticket, null);
            } catch (RefusedException expected) {
                refused.incrementAndGet();
            }
            return;
        }
        if (random.nextInt(50) == 0) {
            Thread.onSpinWait();
        }
        if (random.nextInt(4) == 0) {
            assertThat(site.rethrows(ticket, new IllegalStateException())).isTrue();
            threw.incrementAndGet();
        } else {
            site.exit(ticket, null);
            returned.incrementAndGet();
        }
    }
}
