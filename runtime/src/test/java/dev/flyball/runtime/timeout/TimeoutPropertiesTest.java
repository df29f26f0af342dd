package dev.flyball.runtime.timeout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random calls within calls, with time passing, interrupts from elsewhere and bodies that swallow them, beside what must
 * come out by the clock alone. One thread: the alarm rings wherever the body happens to be when time passes.
 */
class TimeoutPropertiesTest {

    private static final class Run {
        final Random random;
        final ManualClock clock = new ManualClock(1);
        final ManualAlarm alarm = new ManualAlarm(clock);
        final Timeout[] timeouts = new Timeout[4];
        final Deque<Long> open = new ArrayDeque<>();
        boolean outside;
        long ended;

        Run(long seed) {
            random = new Random(seed);
            for (int i = 0; i < timeouts.length; i++) {
                TimeoutSpec spec = new TimeoutSpec(Duration.ofMillis(1 + random.nextInt(50)), i < 3);
                timeouts[i] = new Timeout("t" + i, spec, clock, alarm, Runnable::run);
            }
        }

        /** Whether the time of a call in progress is up: then an interrupt from elsewhere is one with ours. */
        boolean someoneIsLate() {
            return open.stream().anyMatch(due -> due - clock.nanos() <= 0);
        }

        void call(int depth) {
            Timeout timeout = timeouts[random.nextInt(timeouts.length)];
            long due = clock.nanos() + timeout.spec().value().toNanos();
            Long around = open.peek();
            if (around != null && around - clock.nanos() > 0) {
                due = Math.min(due, around);
            }
            open.push(due);
            boolean timedOut = false;
            try {
                timeout.run(() -> body(depth));
            } catch (CallTimedOutException late) {
                timedOut = true;
            }
            open.pop();
            ended++;
            assertThat(timedOut).isEqualTo(due - clock.nanos() <= 0);
        }

        private void body(int depth) {
            for (int step = random.nextInt(6); step > 0; step--) {
                switch (random.nextInt(5)) {
                    case 0 -> clock.advance(Duration.ofMillis(random.nextInt(15)));
                    case 1 -> {
                        if (!someoneIsLate()) {
                            outside = true;
                            Thread.currentThread().interrupt();
                        }
                    }
                    case 2 -> {
                        if (Thread.interrupted()) {
                            outside = false;
                        }
                    }
                    default -> {
                        if (depth < 5) {
                            call(depth + 1);
                        }
                    }
                }
                boolean interrupted = Thread.currentThread().isInterrupted();
                assertThat(!interrupted || outside || someoneIsLate()).isTrue();
                assertThat(interrupted || !outside).isTrue();
            }
        }
    }

    @Test
    void callsEndByTheClockAndTheThreadIsAsOthersLeftIt() {
        for (long seed = 0; seed < 2000; seed++) {
            Run run = new Run(seed);
            for (int i = 0; i < 20; i++) {
                run.outside = false;
                Thread.interrupted();
                try {
                    run.call(0);
                } catch (AssertionError wrong) {
                    throw new AssertionError("seed " + seed, wrong);
                }
                assertThat(Thread.interrupted()).as("seed " + seed).isEqualTo(run.outside);
            }
            long counted = 0;
            for (Timeout timeout : run.timeouts) {
                Timeout.Snapshot counts = timeout.snapshot();
                counted += counts.inTime() + counts.timedOut() + counts.late();
            }
            assertThat(counted).as("seed " + seed).isEqualTo(run.ended);
            run.clock.advance(Duration.ofSeconds(1));
            assertThat(run.alarm.pending()).as("seed " + seed).isZero();
            assertThat(Thread.interrupted()).as("seed " + seed).isFalse();
        }
    }
}
