package dev.flyball.runtime.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Readings as a publisher, rule by rule; the executor runs what it was given when the test says so. */
class ReadingsTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final BackpressureManager manager =
            new BackpressureManager(clock, alarm, tasks::add, new EventBus(), event -> {}, new MeterHub());
    private final Recorder recorder = new Recorder();

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private void tick() {
        clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void nothingComesUnasked() {
        manager.readings().subscribe(recorder);
        tick();
        run();
        assertThat(recorder.signals).containsExactly("subscribed");
    }

    @Test
    void whoAsksGetsTheNewestReadingAtOnceAndThenOneForEachSample() {
        manager.readings().subscribe(recorder);
        recorder.subscription.request(3);
        run();
        assertThat(recorder.signals).hasSize(2);
        tick();
        run();
        tick();
        run();
        tick();
        run();
        assertThat(recorder.signals).hasSize(4);
    }

    @Test
    void aSlowSubscriberMissesReadingsAndGetsTheNewest() {
        manager.readings().subscribe(recorder);
        for (int i = 0; i < 10; i++) {
            tick();
        }
        recorder.subscription.request(5);
        run();
        assertThat(recorder.readings)
                .singleElement()
                .satisfies(reading -> assertThat(reading).isSameAs(manager.reading()));
    }

    @Test
    void askingFromWithinASignalRecursesNowhere() {
        recorder.onReading = reading -> recorder.subscription.request(1);
        manager.readings().subscribe(recorder);
        recorder.subscription.request(1);
        for (int i = 0; i < 5; i++) {
            run();
            tick();
        }
        assertThat(recorder.signals).hasSize(6);
        assertThat(recorder.deepest).isEqualTo(1);
    }

    @Test
    void askingWithinOnSubscribeIsAnsweredAfterIt() {
        recorder.onSubscription = () -> {
            recorder.subscription.request(1);
            run();
            recorder.signals.add("still subscribing");
        };
        manager.readings().subscribe(recorder);
        run();
        assertThat(recorder.signals).containsExactly("subscribed", "still subscribing", "reading");
    }

    @Test
    void askingForNothingIsAnErrorAndTheEnd() {
        manager.readings().subscribe(recorder);
        recorder.subscription.request(0);
        recorder.subscription.request(-3);
        recorder.subscription.request(1);
        run();
        assertThat(recorder.signals)
                .containsExactly(
                        "subscribed",
                        "[pressure-demand] asked for 0 readings; ask for at least 1 (Reactive Streams, rule 3.9)");
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void afterCancelNothingComesAndNobodyWatches() {
        manager.readings().subscribe(recorder);
        recorder.subscription.request(Long.MAX_VALUE);
        recorder.subscription.cancel();
        recorder.subscription.cancel();
        recorder.subscription.request(1);
        recorder.subscription.request(-1);
        tick();
        run();
        assertThat(recorder.signals).containsExactly("subscribed");
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void cancellingFromWithinASignalIsTheLastOne() {
        recorder.onReading = reading -> recorder.subscription.cancel();
        manager.readings().subscribe(recorder);
        recorder.subscription.request(10);
        run();
        tick();
        run();
        assertThat(recorder.signals).containsExactly("subscribed", "reading");
    }

    @Test
    void demandBeyondAllNumbersIsWithoutEnd() {
        manager.readings().subscribe(recorder);
        recorder.subscription.request(Long.MAX_VALUE);
        recorder.subscription.request(Long.MAX_VALUE);
        for (int i = 0; i < 5; i++) {
            run();
            tick();
        }
        assertThat(recorder.signals).hasSize(6);
    }

    @Test
    void aSubscriberThatThrowsHasCancelledAndIsCounted() {
        recorder.onReading = reading -> {
            throw new IllegalStateException("broken");
        };
        Recorder other = new Recorder();
        manager.readings().subscribe(recorder);
        manager.readings().subscribe(other);
        recorder.subscription.request(10);
        other.subscription.request(10);
        run();
        tick();
        run();
        assertThat(recorder.signals).containsExactly("subscribed", "reading");
        assertThat(other.signals).containsExactly("subscribed", "reading", "reading");
        assertThat(manager.failures()).isEqualTo(1);
    }

    @Test
    void subscribeReturnsEvenIfOnSubscribeThrows() {
        recorder.onSubscription = () -> {
            throw new IllegalStateException("broken");
        };
        manager.readings().subscribe(recorder);
        run();
        assertThat(manager.failures()).isEqualTo(1);
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void oneSubscriberMaySubscribeTwiceAndNobodyNever() {
        manager.readings().subscribe(recorder);
        manager.readings().subscribe(recorder);
        assertThat(recorder.signals).containsExactly("subscribed", "subscribed");
        assertThatThrownBy(() -> manager.readings().subscribe(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void anExecutorThatRefusesEndsTheSubscriptionAndNotTheTicking() {
        BackpressureManager closed = new BackpressureManager(
                clock,
                alarm,
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                new EventBus(),
                event -> {},
                new MeterHub());
        closed.readings().subscribe(recorder);
        recorder.subscription.request(1);
        assertThat(recorder.signals).containsExactly("subscribed");
        assertThat(closed.failures()).isEqualTo(1);
        assertThat(alarm.pending()).isZero();
    }

    private static final class Recorder implements Flow.Subscriber<PressureReading> {
        private final List<String> signals = new ArrayList<>();
        private final List<PressureReading> readings = new ArrayList<>();
        private Flow.Subscription subscription;
        private Consumer<PressureReading> onReading = reading -> {};
        private Runnable onSubscription = () -> {};
        private int depth;
        private int deepest;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            signals.add("subscribed");
            onSubscription.run();
        }

        @Override
        public void onNext(PressureReading reading) {
            depth++;
            deepest = Math.max(depth, deepest);
            signals.add("reading");
            readings.add(reading);
            onReading.accept(reading);
            depth--;
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(failure.getMessage());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }
}
