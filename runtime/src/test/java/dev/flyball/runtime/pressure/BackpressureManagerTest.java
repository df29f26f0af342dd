package dev.flyball.runtime.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class BackpressureManagerTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final List<Event> journal = new ArrayList<>();
    private final BackpressureManager manager =
            new BackpressureManager(clock, alarm, Runnable::run, new EventBus(), journal::add, new MeterHub());
    private double measured;

    private void seconds(int count) {
        clock.advance(Duration.ofSeconds(count));
    }

    @Test
    void withoutControllersNothingIsUnderPressure() {
        assertThat(manager.reading().pressure()).isZero();
        assertThat(manager.reading().level()).isEqualTo(PressureLevel.NORMAL);
        assertThat(manager.reading().reason()).isEqualTo("nothing is under pressure");
    }

    @Test
    void aReadingTellsWhoIsFullAndWhy() {
        manager.register("bulkhead.stock", () -> Load.of(1, 8));
        manager.register("bulkhead.orders", () -> Load.of(8, 8).queue(3, 4));
        manager.register("bulkhead.reports", () -> Load.of(8, 8));
        PressureReading reading = manager.reading();
        assertThat(reading.pressure()).isEqualTo(0.85, within(1e-9));
        assertThat(reading.leading()).isEqualTo("bulkhead.orders");
        assertThat(reading.reason()).isEqualTo("bulkhead.orders: 3 of 4 waiting");
        assertThat(reading.controller("bulkhead.reports").orElseThrow().reason())
                .isEqualTo("8 of 8 in use");
        assertThat(reading.controller("bulkhead.reports").orElseThrow().pressure())
                .isEqualTo(0.7, within(1e-9));
        assertThat(reading.controller("bulkhead.nobody")).isEmpty();
    }

    @Test
    void importanceCapsWhatOneControllerAddsToTheWhole() {
        measured = 1;
        manager.register("rate-limited.mail", Importance.MINOR, this::measure);
        assertThat(manager.reading().pressure()).isEqualTo(0.74);
        manager.importance("rate-limited.mail", Importance.ORDINARY);
        assertThat(manager.reading().pressure()).isEqualTo(0.84);
        manager.importance("rate-limited.mail", Importance.IGNORED);
        assertThat(manager.reading().pressure()).isZero();
        assertThat(manager.reading().controllers().get(0).pressure()).isEqualTo(1);
    }

    @Test
    void importanceMayBeSaidBeforeTheControllerIsThere() {
        manager.importance("late", Importance.MINOR);
        manager.register("late", () -> Load.measured(1, "full"));
        assertThat(manager.reading().pressure()).isEqualTo(0.74);
    }

    @Test
    void aSignalStartsSamplingWithItsFirstReading() {
        manager.register("memory", this::measure);
        DoubleSupplier signal = manager.signal();
        measured = 0.8;
        seconds(5);
        assertThat(alarm.pending()).isZero();
        assertThat(signal.getAsDouble()).isZero();
        clock.advance(Duration.ofMillis(250));
        assertThat(signal.getAsDouble()).isEqualTo(0.8);
    }

    @Test
    void pressureRisesFastAndFallsSlowly() {
        manager.register("memory", this::measure);
        manager.watch();
        seconds(2);
        measured = 0.8;
        seconds(2);
        assertThat(manager.signal().getAsDouble()).isBetween(0.3, 0.65);
        seconds(10);
        assertThat(manager.signal().getAsDouble()).isBetween(0.79, 0.8);
        measured = 0;
        seconds(10);
        assertThat(manager.signal().getAsDouble()).isBetween(0.25, 0.35);
    }

    @Test
    void whileNobodyWatchesNoAlarmIsSet() {
        manager.register("memory", this::measure);
        Registration first = manager.watch();
        Registration second = manager.watch();
        assertThat(alarm.pending()).isEqualTo(1);
        first.close();
        first.close();
        assertThat(alarm.pending()).isEqualTo(1);
        second.close();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void levelsRiseAfterTwoSamplesAndFallOneStepEveryFifteenSeconds() {
        manager.register("memory", this::measure);
        manager.watch();
        seconds(2);
        measured = 1;
        seconds(1);
        assertThat(manager.level()).isEqualTo(PressureLevel.EMERGENCY);
        measured = 0;
        List<PressureLevel> levels = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            seconds(1);
            levels.add(manager.level());
        }
        assertThat(levels.stream().distinct())
                .containsExactly(
                        PressureLevel.EMERGENCY,
                        PressureLevel.CRITICAL,
                        PressureLevel.HIGH,
                        PressureLevel.ELEVATED,
                        PressureLevel.NORMAL);
        assertThat(levels.stream().filter(PressureLevel.HIGH::equals)).hasSizeBetween(15, 16);
    }

    @Test
    void everyEdgeIsAnnouncedOnceForControllerAndProcess() {
        manager.register("memory", this::measure);
        manager.watch();
        seconds(1);
        measured = 1;
        seconds(3);
        assertThat(journal)
                .extracting(Event::toString)
                .containsExactly(
                        "LevelChanged[name=memory, from=NORMAL, to=EMERGENCY, pressure=1.0, reason=measured]",
                        "LevelChanged[name=process, from=NORMAL, to=EMERGENCY, pressure=1.0, reason=memory: measured]");
    }

    @Test
    void aSourceThatThrowsKeepsItsPressureAndTheReadingSaysSo() {
        manager.register("memory", this::measure);
        measured = 0.5;
        manager.reading();
        measured = Double.NaN;
        seconds(2);
        ControllerPressure memory = manager.reading().controller("memory").orElseThrow();
        assertThat(memory.pressure()).isEqualTo(0.5);
        assertThat(memory.reason())
                .isEqualTo(
                        "measured when last told; its source fails: java.lang.IllegalArgumentException: [pressure-nan]"
                                + " a source measured no number (measured); give 0 to 1");
    }

    @Test
    void aSourceThatAsksForTheReadingGetsTheLastOne() {
        manager.register("curious", () -> Load.measured(manager.reading().pressure() + 0.5, "curious"));
        assertThat(manager.reading().pressure()).isEqualTo(0.5);
    }

    @Test
    void aControllerThatLeftIsGoneAndAnOldRegistrationTakesNoNewOneAway() {
        Registration old = manager.register("memory", this::measure);
        Registration replacing = manager.register("memory", () -> Load.measured(0.9, "other"));
        old.close();
        assertThat(manager.reading().pressure()).isEqualTo(0.9);
        replacing.close();
        assertThat(manager.reading().controllers()).isEmpty();
    }

    @Test
    void aMeasuredPressureMustBeANumber() {
        assertThatThrownBy(() -> Load.measured(Double.NaN, "no data")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Load.measured(7, "much").pressure()).isEqualTo(1);
        assertThat(Load.measured(-7, "little").pressure()).isZero();
    }

    @Test
    void listenersHearOfEveryEdgeInOrderAndOneThatThrowsStopsNobody() throws InterruptedException {
        EventBus bus = new EventBus();
        BackpressureManager heard =
                new BackpressureManager(clock, alarm, Runnable::run, bus, event -> {}, new MeterHub());
        heard.register("memory", this::measure);
        BlockingQueue<String> edges = new LinkedBlockingQueue<>();
        Registration broken = heard.onLevelChange(edge -> {
            throw new IllegalStateException("broken");
        });
        Registration listener = heard.onLevelChange(edge -> edges.add(edge.name() + " " + edge.to()));
        seconds(1);
        measured = 1;
        seconds(2);
        assertThat(edges.poll(20, TimeUnit.SECONDS)).isEqualTo("memory EMERGENCY");
        assertThat(edges.poll(20, TimeUnit.SECONDS)).isEqualTo("process EMERGENCY");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (bus.failed() < 2 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(bus.failed()).isEqualTo(2);
        broken.close();
        listener.close();
        assertThat(heard.watchers()).isZero();
    }

    @Test
    void everySeriesExistsAtOnceAndATransitionIsCounted() {
        Map<String, DoubleSupplier> series = new TreeMap<>();
        MeterHub meters = new MeterHub();
        BackpressureManager metered =
                new BackpressureManager(clock, alarm, Runnable::run, new EventBus(), event -> {}, meters);
        metered.register("memory", this::measure);
        metered.limit("bulkhead.intake", share -> {});
        meters.bind(new MeterVisitor() {
            @Override
            public void gauge(String name, DoubleSupplier value, String... tags) {
                series.put(name + List.of(tags), value);
            }

            @Override
            public void counter(String name, LongSupplier total, String... tags) {
                series.put(name + List.of(tags), total::getAsLong);
            }

            @Override
            public DurationRecorder timer(String name, String... tags) {
                return DurationRecorder.NONE;
            }
        });
        assertThat(series).hasSize(26).containsKey("pressure.transitions[from, critical, to, elevated]");
        measured = 1;
        seconds(3);
        assertThat(series.get("pressure[resource, combined]").getAsDouble()).isEqualTo(1);
        assertThat(series.get("pressure.level[]").getAsDouble()).isEqualTo(4);
        assertThat(series.get("pressure.controller[name, memory]").getAsDouble())
                .isEqualTo(1);
        assertThat(series.get("pressure.share[name, bulkhead.intake]").getAsDouble())
                .isEqualTo(1);
        assertThat(series.get("pressure.sample.age[]").getAsDouble()).isZero();
        assertThat(series.get("pressure.failures[]").getAsDouble()).isZero();
        assertThat(series.get("pressure.transitions[from, normal, to, emergency]")
                        .getAsDouble())
                .isEqualTo(1);
    }

    private Load measure() {
        return Load.measured(measured, "measured");
    }
}
