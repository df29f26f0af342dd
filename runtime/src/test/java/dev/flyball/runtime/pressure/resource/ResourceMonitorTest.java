package dev.flyball.runtime.pressure.resource;

import static dev.flyball.runtime.pressure.PressureLevel.CRITICAL;
import static dev.flyball.runtime.pressure.PressureLevel.ELEVATED;
import static dev.flyball.runtime.pressure.PressureLevel.EMERGENCY;
import static dev.flyball.runtime.pressure.PressureLevel.HIGH;
import static dev.flyball.runtime.pressure.PressureLevel.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.LiveMemory.Sample;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.PressureReading;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ResourceMonitorTest {

    private final ManualClock clock = new ManualClock(-5);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Event> news = new ArrayList<>();
    private final Heap source = new Heap();
    private boolean hangs;
    private boolean full;
    private int collected;
    private final ResourceMonitor monitor = monitor(ResourceSpec.DEFAULT);

    private ResourceMonitor monitor(ResourceSpec spec) {
        EventSink sink = news::add;
        return new ResourceMonitor(clock, alarm, this::run, source, sink, () -> collected++, spec);
    }

    private void run(Runnable task) {
        if (full) {
            throw new OutOfMemoryError("in a test");
        }
        if (hangs) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    /** A heap whose collections leave what a test says, each time somebody looks. */
    private static final class Heap extends Sensing {
        private int percent;
        private boolean collects = true;
        private boolean broken;
        private int looks;
        private int begun;
        private volatile Sample last = new Sample(0, 100, 0, 0);

        @Override
        void begin() {
            begun++;
        }

        @Override
        void end() {
            begun--;
        }

        @Override
        void read(long now, Raw raw) {
            looks++;
            if (broken) {
                throw new IllegalStateException("broken");
            }
            if (collects) {
                last = new Sample(percent, 100, now, looks);
            }
            raw.live = last;
        }

        @Override
        String source() {
            return "a test";
        }

        @Override
        LiveMemory live() {
            return () -> last;
        }
    }

    private void after(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void nobodyAsksAndNothingIsSensed() {
        assertThat(monitor.level()).isEqualTo(NORMAL);
        assertThat(monitor.pressure()).isZero();
        assertThat(monitor.latched()).isFalse();
        assertThat(monitor.easesAfterNanos()).isZero();
        assertThat(monitor.reason()).isEqualTo("nothing is under pressure");
        after(100);
        assertThat(source.looks).isZero();
        assertThat(source.begun).isZero();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void onceStartedItLooksEverySecondAndFourTimesThatFromHighOn() {
        monitor.start();
        monitor.start();
        after(10);
        assertThat(source.looks).isEqualTo(10);
        assertThat(alarm.pending()).isEqualTo(1);
        source.percent = 90;
        after(20);
        assertThat(monitor.level()).isEqualTo(CRITICAL);
        int before = source.looks;
        after(10);
        assertThat(source.looks - before).isBetween(39, 41);
    }

    @Test
    void whoAsksFirstHasItLookAtOnce() {
        source.percent = 60;
        assertThat(monitor.reading().memory().live()).isEqualTo(0.6);
        assertThat(monitor.liveMemory().last()).isEqualTo(new Sample(60, 100, -5, 1));
        assertThat(monitor.history().readings()).hasSize(1);
    }

    @Test
    void listenersHearOfEachChangeAndOfEachLookUntilTheyLeave() {
        List<PressureLevel> levels = new ArrayList<>();
        List<Integer> ticks = new ArrayList<>();
        Registration one = monitor.onChange(levels::add);
        Registration other = monitor.onTick(
                reading -> ticks.add((int) (100 * reading.memory().live())));
        monitor.onChange(level -> {
            throw new IllegalStateException("a listener's fault");
        });
        after(2);
        source.percent = 84;
        after(30);
        assertThat(levels).containsExactly(ELEVATED, HIGH);
        assertThat(monitor.failures()).isEqualTo(2);
        assertThat(ticks).hasSizeGreaterThan(30).containsOnly(0, 84);
        one.close();
        other.close();
        int before = ticks.size();
        source.percent = 1;
        after(100);
        assertThat(levels).hasSize(2);
        assertThat(ticks).hasSize(before);
    }

    @Test
    void changesAreNewsAndHistory() {
        monitor.start();
        source.percent = 96;
        after(2);
        assertThat(news).hasSize(1);
        assertThat(news.get(0)).isInstanceOfSatisfying(LevelChanged.class, edge -> {
            assertThat(edge.name()).isEqualTo("resources");
            assertThat(edge.from()).isEqualTo("NORMAL");
            assertThat(edge.to()).isEqualTo("EMERGENCY");
            assertThat(edge.reason()).isEqualTo("memory: 96 % of the heap were live 0 s ago");
        });
        assertThat(monitor.history().changes()).singleElement().satisfies(change -> {
            assertThat(change.from()).isEqualTo(NORMAL);
            assertThat(change.to()).isEqualTo(EMERGENCY);
        });
        after(1_000);
        assertThat(monitor.history().readings()).hasSize(600);
    }

    @Test
    void whileALevelIsHighItEasesAfterTheDwellAtTheEarliest() {
        monitor.start();
        source.percent = 96;
        after(2);
        assertThat(monitor.easesAfterNanos()).isEqualTo(Duration.ofSeconds(15).toNanos());
        source.percent = 1;
        after(10);
        assertThat(monitor.level()).isEqualTo(EMERGENCY);
        assertThat(monitor.easesAfterNanos())
                .isPositive()
                .isLessThan(Duration.ofSeconds(15).toNanos());
    }

    @Test
    void aForcedLevelIsInForceAtOnceAndForItsTime() {
        List<PressureLevel> levels = new ArrayList<>();
        monitor.onChange(levels::add);
        monitor.force(CRITICAL, Duration.ofSeconds(30));
        assertThat(monitor.level()).isEqualTo(CRITICAL);
        assertThat(monitor.easesAfterNanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
        after(20);
        assertThat(monitor.reading().computed()).isEqualTo(NORMAL);
        assertThat(monitor.reading().forced()).isEqualTo(CRITICAL);
        assertThat(monitor.reason()).isEqualTo("forced to CRITICAL; sensed NORMAL: nothing is under pressure");
        assertThat(monitor.latched()).isFalse();
        after(11);
        assertThat(monitor.level()).isEqualTo(NORMAL);
        assertThat(levels).containsExactly(CRITICAL, NORMAL);
    }

    @Test
    void aForcedLevelIsReleasedAndWhatConfigurationForcesIsInForceAgain() {
        monitor.change(ResourceSpec.DEFAULT.withForced(ELEVATED));
        assertThat(monitor.level()).isEqualTo(ELEVATED);
        monitor.force(HIGH, null);
        monitor.force(EMERGENCY, null);
        assertThat(monitor.level()).isEqualTo(EMERGENCY);
        monitor.release();
        assertThat(monitor.level()).isEqualTo(ELEVATED);
        monitor.change(ResourceSpec.DEFAULT);
        assertThat(monitor.level()).isEqualTo(NORMAL);
        assertThat(alarm.pending()).as("nobody watches any more").isZero();
    }

    @Test
    void aLookThatHangsIsNotAskedForTwiceAndNobodyWaitsForIt() {
        monitor.start();
        hangs = true;
        after(100);
        assertThat(waiting).hasSize(1);
        assertThat(source.looks).isZero();
        monitor.force(HIGH, null);
        assertThat(monitor.level()).isEqualTo(HIGH);
        monitor.release();
        hangs = false;
        waiting.remove().run();
        after(10);
        assertThat(source.looks).isBetween(10, 12);
    }

    @Test
    void aWorkerWithoutMemoryIsAskedAgain() {
        monitor.start();
        full = true;
        after(3);
        assertThat(source.looks).isZero();
        full = false;
        after(3);
        assertThat(source.looks).isEqualTo(3);
        assertThat(monitor.failures()).isEqualTo(3);
    }

    @Test
    void aLookThatFailsIsCountedAndNotTheLast() {
        monitor.start();
        source.broken = true;
        after(3);
        assertThat(monitor.failures()).isEqualTo(3);
        source.broken = false;
        source.percent = 50;
        after(1);
        assertThat(monitor.reading().memory().live()).isEqualTo(0.5);
    }

    @Test
    void aLatchedReadingAsksForOneCollectionInTenMinutesWhereItMay() {
        monitor.change(ResourceSpec.DEFAULT.withCollect(true));
        monitor.start();
        for (int i = 0; i < 3; i++) {
            source.collects = true;
            source.percent = 89;
            after(10);
            source.collects = false;
            after(12);
            assertThat(monitor.latched()).isTrue();
        }
        assertThat(collected).isEqualTo(1);
        after(600);
        assertThat(monitor.level()).isEqualTo(NORMAL);
        source.collects = true;
        after(10);
        source.collects = false;
        after(12);
        assertThat(collected).isEqualTo(2);
    }

    @Test
    void unlessItMayItAsksForNone() {
        monitor.start();
        source.percent = 89;
        after(10);
        source.collects = false;
        after(25);
        assertThat(monitor.latched()).isTrue();
        assertThat(collected).isZero();
    }

    @Test
    void manyChangesInAMinuteAreFlapping() {
        for (int i = 0; i < 6; i++) {
            monitor.force(HIGH, null);
            monitor.release();
            after(1);
        }
        assertThat(monitor.reading().flapping()).isFalse();
        monitor.force(HIGH, null);
        assertThat(monitor.reading().flapping()).isTrue();
        after(61);
        assertThat(monitor.reading().flapping()).isFalse();
    }

    @Test
    void closedItSensesNoMoreAndForgetsItsSource() {
        monitor.start();
        after(2);
        assertThat(source.begun).isEqualTo(1);
        monitor.close();
        assertThat(source.begun).isZero();
        int looks = source.looks;
        after(10);
        assertThat(source.looks).isEqualTo(looks);
    }

    @Test
    void aManagerTakesItsPressureAsItIsAndHasItStarted() {
        BackpressureManager manager =
                new BackpressureManager(clock, alarm, Runnable::run, new EventBus(), EventSink.NONE, new MeterHub());
        Registration known = monitor.registerWith(manager);
        source.percent = 84;
        manager.reading();
        after(30);
        PressureReading reading = manager.reading();
        assertThat(reading.controller("memory")).hasValueSatisfying(memory -> {
            assertThat(memory.pressure()).isEqualTo(monitor.pressure()).isGreaterThan(0.77);
            assertThat(memory.reason()).isEqualTo("84 % of the heap were live 0 s ago");
        });
        assertThat(reading.controller("cpu"))
                .hasValueSatisfying(cpu -> assertThat(cpu.pressure()).isZero());
        known.close();
        assertThat(manager.reading().controller("memory")).isEmpty();
    }

    @Test
    void aMonitorOfNothingIsNormalUnlessForced() {
        ResourceMonitor blind =
                new ResourceMonitor(clock, alarm, Runnable::run, Sensing.none(), EventSink.NONE, ResourceSpec.DEFAULT);
        assertThat(blind.reading().level()).isEqualTo(NORMAL);
        blind.force(HIGH, null);
        assertThat(blind.level()).isEqualTo(HIGH);
        assertThat(blind.liveMemory().last()).isNull();
        blind.close();
    }

    @Test
    void itsMetersStandBesideThoseOfAManager() {
        MeterHub hub = new MeterHub();
        hub.add(new BackpressureManager(clock, alarm, Runnable::run, new EventBus(), EventSink.NONE, hub));
        hub.add(monitor);
        source.percent = 75;
        List<String> seen = new ArrayList<>();
        hub.bind(new MeterVisitor() {
            @Override
            public void gauge(String name, DoubleSupplier value, String... tags) {
                seen.add(name + List.of(tags) + " " + value.getAsDouble());
            }

            @Override
            public void counter(String name, LongSupplier total, String... tags) {
                seen.add(name + List.of(tags) + " " + total.getAsLong());
            }

            @Override
            public DurationRecorder timer(String name, String... tags) {
                return DurationRecorder.NONE;
            }
        });
        assertThat(seen)
                .contains(
                        "pressure[resource, combined] 0.0",
                        "pressure[resource, memory] 0.65",
                        "pressure[resource, cpu] 0.0",
                        "pressure.signal[resource, memory, signal, live] 0.75",
                        "pressure.signal[resource, cpu, signal, cpu_stalled] NaN",
                        "pressure.forecast[outcome, hit] 0",
                        "pressure.resource.level[] 0.0",
                        "pressure.resource.transitions[from, normal, to, high] 0",
                        "pressure.exhaustion[] Infinity");
    }
}
