package dev.flyball.runtime.pressure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads force and release levels, listen and look: changes have one order, and nothing is left behind. */
class ResourceMonitorStormTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 3_000;
    private static final PressureLevel[] LEVELS = PressureLevel.values();

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final ConcurrentLinkedQueue<Event> news = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<PressureLevel> heard = new ConcurrentLinkedQueue<>();
    private final EventSink sink = news::add;
    private final ResourceMonitor monitor =
            new ResourceMonitor(clock, alarm, Runnable::run, Sensing.none(), sink, ResourceSpec.DEFAULT);

    private void storm(int seed, CountDownLatch begin) {
        Random random = new Random(seed);
        try {
            begin.await();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
        for (int i = 0; i < ROUNDS; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> monitor.force(LEVELS[random.nextInt(LEVELS.length)], null);
                case 2 -> monitor.release();
                case 3 -> monitor.sense();
                default -> {
                    Registration registration = monitor.onChange(level -> {});
                    registration.close();
                    registration.close();
                }
            }
        }
    }

    @Test
    @Timeout(60)
    void changesHaveOneOrderAndNothingIsLeftBehind() throws InterruptedException {
        Registration listening = monitor.onChange(heard::add);
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int seed = i;
            Thread thread = new Thread(() -> storm(seed, begin));
            thread.start();
            threads.add(thread);
        }
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        monitor.release();
        listening.close();

        String last = "NORMAL";
        List<String> told = new ArrayList<>();
        for (Event event : news) {
            LevelChanged edge = (LevelChanged) event;
            assertThat(edge.from()).isEqualTo(last).isNotEqualTo(edge.to());
            last = edge.to();
            told.add(last);
        }
        assertThat(told).hasSizeGreaterThan(10).last().isEqualTo("NORMAL");
        assertThat(heard.stream().map(PressureLevel::name)).containsExactlyElementsOf(told);
        assertThat(monitor.level()).isEqualTo(PressureLevel.NORMAL);
        assertThat(monitor.failures()).isZero();
        assertThat(alarm.pending()).as("nobody watches any more").isZero();
    }
}
