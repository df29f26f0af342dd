package dev.flyball.runtime.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.Event.BreakerTransition;
import dev.flyball.runtime.pressure.PressureLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.RepeatedTest;

/** Many threads at once; what must hold is looked at when they are quiet. */
class AlertStormTest {

    private static final int THREADS = 4;
    private static final int REPORTS = 2_000;

    private final Desk desk = new Desk(AlertSpec.DEFAULT);

    @RepeatedTest(5)
    void withinAnIntervalOneAlertIsRaisedAndEveryOtherReportIsCounted() throws Exception {
        AtomicLong raised = new AtomicLong();
        inThreads(thread -> {
            for (int i = 0; i < REPORTS; i++) {
                for (String name : List.of("a", "b", "c")) {
                    raised.addAndGet(desk.alerts
                            .process(PressureEvent.of(name, PressureLevel.HIGH, 0.8, "storm"))
                            .size());
                }
            }
        });
        assertThat(raised).hasValue(3);
        assertThat(desk.log).hasSize(3).allMatch(alert -> alert.suppressed() == 0);
        desk.log.clear();
        desk.clock.advance(Duration.ofMinutes(5));
        assertThat(desk.log).hasSize(3).allMatch(alert -> alert.suppressed() == THREADS * REPORTS - 1);
    }

    @RepeatedTest(5)
    void whileTimePassesEveryReportIsRaisedOrCountedOnce() throws Exception {
        AtomicLong raised = new AtomicLong();
        inThreads(thread -> {
            for (int i = 0; i < REPORTS; i++) {
                if (thread == 0 && i % 10 == 0) {
                    desk.clock.advance(Duration.ofSeconds(7));
                } else if (thread != 0) {
                    raised.addAndGet(desk.alerts
                            .process(PressureEvent.of("one", PressureLevel.EMERGENCY, 1, "storm"))
                            .size());
                }
            }
        });
        desk.clock.advance(Duration.ofMinutes(2));
        long suppressed = desk.log.stream().mapToLong(Alert::suppressed).sum();
        assertThat(suppressed + raised.get()).isEqualTo((THREADS - 1) * REPORTS);
        // when an alert says that it was is no measure: the clock may move on between the decision and the message
        long most = 1 + desk.clock.nanos() / Duration.ofMinutes(2).toNanos();
        assertThat(desk.log.size()).isBetween(2, (int) most);
    }

    @RepeatedTest(5)
    void whatOpensAndClosesInAStormIsOverInTheEnd() throws Exception {
        inThreads(thread -> {
            for (int i = 0; i < REPORTS; i++) {
                String name = "breaker" + thread;
                desk.alerts.emit(new BreakerTransition(name, "closed", "open", "auto"));
                desk.alerts.emit(new BreakerTransition(name, "half_open", "closed", "auto"));
            }
        });
        assertThat(desk.alerts.summary().firing()).isEmpty();
        long firing = desk.log.stream()
                .filter(alert -> alert.state() == Alert.State.FIRING)
                .count();
        assertThat(desk.log).hasSize((int) (2 * firing));
    }

    private static void inThreads(IntConsumer work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    work.accept(number);
                } catch (Throwable failure) {
                    synchronized (failures) {
                        failures.add(failure);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(30_000);
        }
        assertThat(failures).isEmpty();
    }
}
