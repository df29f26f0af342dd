package dev.flyball.runtime.degrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.pressure.FakePressure;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Real threads take and give back while grants change: all is back when all is quiet. */
@SuppressWarnings("EnumOrdinal") // levels by their number, which is what these tests are about
class ReservationStormTest {

    private static final int THREADS = 4;
    private static final int CALLS = 30_000;

    private final FakePressure pressure = new FakePressure();
    private final Allocations allocations =
            new Allocations(new Degradations(pressure, Clock.system()), () -> null, () -> 0, new MeterHub());
    private final AtomicInteger inside = new AtomicInteger();
    private volatile int most;

    @Test
    void d6EveryReservationComesBackHoweverItsCallEnds() throws Exception {
        allocations.change(new AllocationSpec(1 << 20, 0.85, 3, 1));
        allocations.register(
                AllocationPolicy.of("storm", Priority.NORMAL).workers(1, 3).memory(4096, 65536));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int seed = i;
                all.add(threads.submit((Callable<Void>) () -> {
                    calls(new SplittableRandom(seed));
                    return null;
                }));
            }
            SplittableRandom random = new SplittableRandom(99);
            while (!all.stream().allMatch(Future::isDone)) {
                pressure.to(PressureLevel.values()[random.nextInt(5)]);
                allocations.register(
                        AllocationPolicy.of("other", Priority.CRITICAL).workers(0, 1 + random.nextInt(4)));
                Thread.onSpinWait();
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(allocations.running("storm")).isZero();
        assertThat(allocations.reserved("storm")).isZero();
        assertThat(most).isBetween(1, 3);
    }

    private void calls(SplittableRandom random) {
        AllocationGate gate = allocations.gate("storm");
        for (int i = 0; i < CALLS; i++) {
            if (random.nextInt(8) == 0) {
                byHand();
                continue;
            }
            long note = gate.admit(Clock.system().nanos(), null);
            if (note < 0) {
                gate.refusal(note, "Storm.call", null);
                continue;
            }
            enter();
            inside.decrementAndGet();
            if (random.nextBoolean()) {
                note = gate.leave(note, true);
            }
            gate.settle(note, 0, 0, random.nextBoolean() ? new AssertionError("body") : null);
        }
    }

    @SuppressWarnings("try") // what counts is that it is closed
    private void byHand() {
        try (Reservation taken = allocations.reserve("storm")) {
            enter();
            inside.decrementAndGet();
        } catch (AllocationExceededException full) {
            // as it should be, now and then
        }
    }

    private void enter() {
        int now = inside.incrementAndGet();
        if (now > most) {
            most = now;
        }
    }
}
