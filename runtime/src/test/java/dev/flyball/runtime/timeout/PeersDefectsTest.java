package dev.flyball.runtime.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.Flyball;
import dev.flyball.runtime.Guard;
import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What goes wrong with timeouts elsewhere, one test each, named after it. */
class PeersDefectsTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Timeout second =
            new Timeout("payments", TimeoutSpec.of(Duration.ofSeconds(1)), clock, alarm, Runnable::run);

    /** resilience4j #1847. */
    @Test
    void aStageThatIsCompleteAlreadyIsNeverTimed() {
        CompletableFuture<String> call = second.stage(() -> {
            clock.advance(Duration.ofSeconds(5));
            return CompletableFuture.completedFuture("paid");
        });

        assertThat(call).isCompletedWithValue("paid");
        assertThat(alarm.pending()).isZero();
    }

    /** resilience4j #2164: its TimeLimiter fails at run time on a method that returns no future. */
    @Test
    void aPlainMethodCanHaveATimeout() throws Exception {
        assertThat(second.call(() -> 42)).isEqualTo(42);
    }

    /** Failsafe #393. */
    @Test
    void aCallThatTimesOutWhileItWaitsForAPlaceDestroysNone() throws Exception {
        Bulkhead bulkhead = new Bulkhead("desk", 1, 1, Clock.system());
        Timeout soon = Timeout.of("desk", Duration.ofMillis(20));
        bulkhead.tryAcquire();

        assertThatThrownBy(() -> soon.call(() -> bulkhead.acquire(Duration.ofMinutes(1))))
                .isInstanceOf(CallTimedOutException.class)
                .hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(bulkhead.waiting()).isZero();
        bulkhead.release();
        assertThat(bulkhead.inFlight()).isZero();
        assertThat(bulkhead.tryAcquire()).isTrue();
    }

    /** SmallRye frees a bulkhead's place when the caller is told of a timeout, though the work still runs. */
    @Test
    void noPlaceIsFreeWhileTheWorkThatTookItRuns() throws Exception {
        Bulkhead bulkhead = new Bulkhead("defects", 1, 0, Clock.system());
        Guard guard = Flyball.guard("defects.place")
                .timeout(Timeout.of("defects", Duration.ofMillis(20)))
                .bulkhead(bulkhead)
                .build();
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            try {
                guard.call(() -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException stopped) {
                        interrupted.countDown();
                    }
                    goOn.await();
                    return null;
                });
            } catch (Exception timedOut) {
                assertThat(timedOut).isInstanceOf(CallTimedOutException.class);
            }
        });
        worker.start();
        interrupted.await();
        assertThat(bulkhead.inFlight()).isEqualTo(1);

        goOn.countDown();
        worker.join();

        assertThat(bulkhead.inFlight()).isZero();
    }

    /** An interrupt that comes after the call has ended hits whatever the thread does next. */
    @Test
    void anInterruptNeverComesAfterTheCall() throws Exception {
        for (int i = 0; i < 200; i++) {
            Timeout brief = Timeout.of("brief", Duration.ofNanos(20_000 + i * 500L));
            try {
                brief.call(() -> {
                    for (long end = System.nanoTime() + 50_000; System.nanoTime() - end < 0; ) {
                        Thread.onSpinWait();
                    }
                    return null;
                });
            } catch (CallTimedOutException late) {
                // either way
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        for (long end = System.nanoTime() + 2_000_000; System.nanoTime() - end < 0; ) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
