package dev.flyball.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class MeterHubTest {

    private final MeterHub hub = new MeterHub();

    /** A registry that remembers what it heard. */
    private static class Listed implements MeterVisitor {
        final Map<String, LongSupplier> counters = new LinkedHashMap<>();
        final Map<String, DoubleSupplier> gauges = new LinkedHashMap<>();
        final Map<String, List<Long>> timers = new LinkedHashMap<>();
        final List<String> heard = new ArrayList<>();

        long count(String series) {
            return counters.getOrDefault(series, () -> -1).getAsLong();
        }

        double level(String series) {
            return gauges.getOrDefault(series, () -> -1).getAsDouble();
        }

        private synchronized String hear(String name, String... tags) {
            String series = name + Arrays.toString(tags);
            heard.add(series);
            return series;
        }

        @Override
        public void gauge(String name, DoubleSupplier value, String... tags) {
            gauges.put(hear(name, tags), value);
        }

        @Override
        public void counter(String name, LongSupplier total, String... tags) {
            counters.put(hear(name, tags), total);
        }

        @Override
        public DurationRecorder timer(String name, String... tags) {
            List<Long> durations = new ArrayList<>();
            timers.put(hear(name, tags), durations);
            return durations::add;
        }
    }

    @Test
    void aRegistryBoundLateHearsOfEarlierMeters() {
        hub.add(visitor -> visitor.counter("steals", () -> 7, "name", "a"));
        Listed late = new Listed();
        hub.bind(late);
        assertThat(late.count("steals[name, a]")).isEqualTo(7);
    }

    @Test
    void aMeterAddedLateReachesEarlierRegistries() {
        Listed early = new Listed();
        hub.bind(early);
        hub.add(visitor -> visitor.gauge("size", () -> 2.5));
        assertThat(early.level("size[]")).isEqualTo(2.5);
    }

    @Test
    void aDurationReachesEveryBoundRegistryAndNoOther() {
        Calls calls = new Calls("Desk.place", hub);
        assertThat(calls.active()).isFalse();
        calls.ended(Calls.Outcome.OK, 1);
        Listed first = new Listed();
        Listed second = new Listed();
        hub.bind(first);
        calls.ended(Calls.Outcome.OK, 2);
        hub.bind(second);
        assertThat(calls.active()).isTrue();
        calls.ended(Calls.Outcome.OK, 3);
        assertThat(hub.unbind(first)).isTrue();
        calls.ended(Calls.Outcome.OK, 4);
        assertThat(first.timers.get("calls[name, Desk.place, outcome, ok]")).containsExactly(2L, 3L);
        assertThat(second.timers.get("calls[name, Desk.place, outcome, ok]")).containsExactly(3L, 4L);
    }

    @Test
    void theLaterOfTwoSourcesOfOneSeriesIsTheOneRead() {
        Listed registry = new Listed();
        hub.bind(registry);
        hub.add(visitor -> visitor.counter("steals", () -> 1));
        hub.add(visitor -> visitor.counter("steals", () -> 2));
        assertThat(registry.heard).containsExactly("steals[]");
        assertThat(registry.count("steals[]")).isEqualTo(2);
    }

    @Test
    void aTotalNeverFallsWhenAFreshSourceTakesOver() {
        Listed registry = new Listed();
        hub.bind(registry);
        AtomicLong kept = new AtomicLong(5);
        hub.add(visitor -> visitor.counter("steals", kept::get));
        hub.add(visitor -> visitor.counter("steals", kept::get));
        assertThat(registry.count("steals[]")).isEqualTo(5);
        AtomicLong fresh = new AtomicLong();
        hub.add(visitor -> visitor.counter("steals", fresh::get));
        assertThat(registry.count("steals[]")).isEqualTo(5);
        fresh.set(2);
        assertThat(registry.count("steals[]")).isEqualTo(7);
    }

    @Test
    void twoSourcesOfOneTimerShareIt() {
        Listed registry = new Listed();
        hub.bind(registry);
        List<DurationRecorder> recorders = new ArrayList<>();
        hub.add(visitor -> recorders.add(visitor.timer("wait")));
        hub.add(visitor -> recorders.add(visitor.timer("wait")));
        recorders.forEach(recorder -> recorder.record(5));
        assertThat(registry.timers.get("wait[]")).containsExactly(5L, 5L);
    }

    @Test
    void aMeterWhoseSeriesDifferInTheirTagKeysIsABug() {
        hub.add(visitor -> visitor.counter("steals", () -> 1, "name", "a"));
        assertThatThrownBy(() -> hub.add(visitor -> visitor.counter("steals", () -> 1, "pool", "a")))
                .hasMessage("[meter-tags] steals has the tag keys [name] in one series and [pool] in another; some"
                        + " registries refuse such a meter: use the same keys everywhere");
    }

    @Test
    void aRegistryThatRefusesAMeterLosesOnlyThatMeter() {
        Listed picky = new Listed() {
            @Override
            public void gauge(String name, DoubleSupplier value, String... tags) {
                throw new IllegalStateException("no gauges here");
            }
        };
        hub.bind(picky);
        hub.add(visitor -> {
            visitor.gauge("size", () -> 1);
            visitor.counter("steals", () -> 2);
        });
        assertThat(picky.heard).containsExactly("steals[]");
    }

    @Test
    void whoeverComesSecondFindsTheOtherExactlyOnce() throws InterruptedException {
        for (int round = 0; round < 300; round++) {
            MeterHub racing = new MeterHub();
            Listed registry = new Listed();
            CountDownLatch start = new CountDownLatch(1);
            Thread binder = new Thread(() -> {
                await(start);
                racing.bind(registry);
            });
            Thread adder = new Thread(() -> {
                await(start);
                for (int i = 0; i < 20; i++) {
                    String name = "m" + i;
                    racing.add(visitor -> visitor.counter(name, () -> 1));
                }
            });
            binder.start();
            adder.start();
            start.countDown();
            binder.join();
            adder.join();
            assertThat(registry.heard).hasSize(20).doesNotHaveDuplicates();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
