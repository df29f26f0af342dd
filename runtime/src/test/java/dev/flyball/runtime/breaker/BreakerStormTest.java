package dev.flyball.runtime.breaker;

import static dev.flyball.runtime.breaker.Patient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.pressure.LiveMemory.Sample;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads at once; what must hold is looked at when they are quiet. */
class BreakerStormTest {

    private static final int THREADS = 4;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void afterAStormTheWindowHoldsExactlyWhatIsAddedThen(int size) throws Exception {
        for (int round = 0; round < 20; round++) {
            CountWindow window = new CountWindow(size, 1);
            int seed = round;
            inThreads(thread -> {
                Random random = new Random(seed * 31L + thread);
                for (int i = 0; i < 5_000; i++) {
                    window.add(random.nextInt(4), 0);
                    Tally tally = window.tally(0);
                    assertThat(tally.failed()).isBetween(0L, (long) size);
                    assertThat(tally.slow()).isBetween(0L, (long) size);
                }
            });
            for (int i = 0; i < size; i++) {
                window.add(Outcome.FAILED, 0);
            }
            assertThat(window.tally(0)).isEqualTo(new Tally(size, size, 0));
            for (int i = 0; i < size; i++) {
                window.add(Outcome.OK, 0);
            }
            assertThat(window.tally(0)).isEqualTo(new Tally(size, 0, 0));
        }
    }

    @Test
    void everyOutcomeOfAStormWithinTheWindowIsCounted() throws Exception {
        for (int round = 0; round < 50; round++) {
            CountWindow window = new CountWindow(4_000, 4_000);
            AtomicInteger verdicts = new AtomicInteger();
            inThreads(thread -> {
                for (int i = 0; i < 1_000; i++) {
                    boolean due = window.add(i % 10 == 0 ? Outcome.FAILED : i % 10 == 1 ? Outcome.SLOW : Outcome.OK, 0);
                    if (due && window.tally(0).calls() == 4_000) {
                        verdicts.incrementAndGet();
                    }
                }
            });
            assertThat(window.tally(0)).isEqualTo(new Tally(4_000, 400, 400));
            assertThat(verdicts.get()).isPositive();
        }
    }

    /** Rolled by whoever comes first, many times, while all add. */
    @Test
    void everyOutcomeOfAStormWithinTheSpanIsCounted() throws Exception {
        for (int round = 0; round < 10; round++) {
            ManualClock clock = new ManualClock(1);
            Window window = timeWindow(clock, Duration.ofSeconds(100));
            inThreads(thread -> {
                for (int i = 0; i < 20_000; i++) {
                    if (thread == 0 && i % 50 == 0) {
                        clock.advance(Duration.ofMillis(240));
                    }
                    window.add(i % 10 == 0 ? Outcome.FAILED : i % 10 == 1 ? Outcome.SLOW : Outcome.OK, clock.nanos());
                }
            });
            assertThat(window.tally(clock.nanos())).isEqualTo(new Tally(80_000, 8_000, 8_000));
            clock.advance(Duration.ofSeconds(100));
            assertThat(window.tally(clock.nanos())).isEqualTo(Tally.NONE);
        }
    }

    /** By readings of every age: what leaves, leaves whole, and no count is ever below zero or above what was added. */
    @Test
    void aTimeWindowIsNeverNegativeHoweverTheClockJumps() throws Exception {
        ManualClock clock = new ManualClock(1);
        Window window = timeWindow(clock, Duration.ofSeconds(1));
        inThreads(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 20_000; i++) {
                if (thread == 0) {
                    clock.advance(random.nextInt(100) == 0 ? 3_000_000_000L : 10_000_000L);
                }
                window.add(random.nextInt(4), clock.nanos() - random.nextInt(500_000_000));
                Tally tally = window.tally(clock.nanos());
                assertThat(tally.calls()).isBetween(0L, 80_000L);
                assertThat(tally.failed()).isBetween(0L, tally.calls());
                assertThat(tally.slow()).isBetween(0L, tally.calls());
            }
        });
        clock.advance(Duration.ofSeconds(5));
        assertThat(window.tally(clock.nanos())).isEqualTo(Tally.NONE);
        for (int i = 0; i < 7; i++) {
            window.add(Outcome.FAILED, clock.nanos());
        }
        assertThat(window.tally(clock.nanos())).isEqualTo(new Tally(7, 7, 0));
    }

    private static Window timeWindow(ManualClock clock, Duration span) {
        return new Rules(BreakerSpec.DEFAULT.withWindow(span), clock).emptyWindow();
    }

    /** The failures are there, and whoever completes the minimum or stores the last failure must see them all. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noVerdictIsMissedWhoeverComesLast(boolean timed) throws Exception {
        BreakerWindow window = timed ? BreakerWindow.lasting(Duration.ofHours(1)) : BreakerWindow.calls(4);
        for (int round = 0; round < 4_000; round++) {
            CircuitBreaker breaker = CircuitBreaker.of(
                    "race", BreakerSpec.DEFAULT.withWindow(window).withMinimumCalls(4));
            long permit = breaker.admit(0);
            breaker.settle(permit, 0, 0, failure());
            breaker.settle(permit, 0, 0, null);
            AtomicInteger ready = new AtomicInteger();
            Thread other = new Thread(() -> {
                meet(ready);
                breaker.settle(permit, 0, 0, failure());
            });
            other.start();
            meet(ready);
            breaker.settle(permit, 0, 0, null);
            other.join();
            assertThat(breaker.state()).as("round " + round).isEqualTo(State.OPEN);
        }
    }

    private static void meet(AtomicInteger ready) {
        ready.incrementAndGet();
        while (ready.get() < 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aStormOfCallsKeepsProbesBoundedAndEdgesInOrder() throws Exception {
        int probes = 3;
        ManualClock clock = new ManualClock(1);
        List<Event.BreakerTransition> edges = Collections.synchronizedList(new ArrayList<>());
        CircuitBreaker breaker = new CircuitBreaker(
                "storm",
                BreakerSpec.DEFAULT
                        .withWindow(10)
                        .withMinimumCalls(5)
                        .withProbes(probes, Duration.ofMillis(20))
                        .withOpenFor(Duration.ofMillis(1)),
                clock,
                event -> edges.add((Event.BreakerTransition) event));
        Map<Long, AtomicInteger> probesByEpoch = new ConcurrentHashMap<>();
        Map<Long, AtomicInteger> returnedByEpoch = new ConcurrentHashMap<>();
        AtomicInteger hung = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        inThreads(thread -> {
            Random random = new Random(thread);
            try {
                for (int i = 0; thread == 0 ? i < 30_000 : !over.get(); i++) {
                    if (thread == 0 && i % 3 == 0) {
                        clock.advance(200_000); // one thread moves the clock, the others go on for as long as it does
                    }
                    long permit = breaker.admit(0);
                    if (permit < 0) {
                        continue;
                    }
                    boolean probe = Permit.slot(permit) >= 0;
                    int ending = random.nextInt(10);
                    if (probe && ending < 3) {
                        returnedByEpoch
                                .computeIfAbsent(Permit.epoch(permit), epoch -> new AtomicInteger())
                                .incrementAndGet();
                    }
                    if (probe) {
                        probesByEpoch
                                .computeIfAbsent(Permit.epoch(permit), epoch -> new AtomicInteger())
                                .incrementAndGet();
                    }
                    if (ending < 3) {
                        breaker.settle(permit, 0, 0, new CancellationException());
                    } else if (probe && ending == 3 && random.nextInt(20) == 0) {
                        hung.incrementAndGet();
                    } else {
                        breaker.settle(permit, 0, 0, ending < 7 ? failure() : null);
                    }
                }
            } finally {
                over.set(true);
            }
        });
        assertThat(hung.get()).as("probes that never ended").isPositive();
        probesByEpoch.forEach((epoch, started) -> assertThat(started.get())
                .isLessThanOrEqualTo(probes
                        + returnedByEpoch
                                .getOrDefault(epoch, new AtomicInteger())
                                .get()));
        assertThat(edges.size()).isGreaterThan(50);
        for (int i = 1; i < edges.size(); i++) {
            assertThat(edges.get(i).from())
                    .as("edge " + i)
                    .isEqualTo(edges.get(i - 1).to());
        }
        assertClosesWhenAllIsWell(breaker, clock);
    }

    private static void assertClosesWhenAllIsWell(CircuitBreaker breaker, ManualClock clock) {
        for (int i = 0; i < 10 && breaker.state() != State.CLOSED; i++) {
            clock.advance(Duration.ofSeconds(5));
            for (long permit = breaker.admit(0); permit >= 0 && breaker.state() != State.CLOSED; ) {
                breaker.settle(permit, 0, 0, null);
                permit = breaker.admit(0);
            }
        }
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aPersonsWordStandsAgainstAStormOfResultsAndMeasurements() throws Exception {
        ManualClock clock = new ManualClock(1);
        for (int round = 0; round < 200; round++) {
            CircuitBreaker breaker = new CircuitBreaker(
                    "manual",
                    BreakerSpec.DEFAULT
                            .withWindow(2)
                            .withMinimumCalls(1)
                            .withProbes(1)
                            .withMemoryThreshold(MemoryThreshold.bytes(90)),
                    clock,
                    event -> {});
            inThreads(thread -> {
                for (int i = 0; i < 50; i++) {
                    if (thread == 0 && i == 25) {
                        breaker.forceOpen();
                    } else if (thread == 1) {
                        breaker.sensed(new Sample(i % 5 == 0 ? 50 : 100, 100, 1, i));
                    } else {
                        long permit = breaker.admit(0);
                        if (permit >= 0) {
                            breaker.settle(permit, 0, 0, i % 2 == 0 ? null : failure());
                        }
                    }
                }
            });
            assertThat(breaker.state()).isEqualTo(State.FORCED_OPEN);
        }
    }

    private static void inThreads(IntConsumer body) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        AtomicReference<Throwable> broken = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    body.accept(number);
                } catch (Throwable e) {
                    broken.compareAndSet(null, e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(broken.get()).isNull();
    }
}
