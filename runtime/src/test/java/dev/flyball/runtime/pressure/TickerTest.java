package dev.flyball.runtime.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickerTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final List<Registration> watches = new ArrayList<>();
    private boolean tense;
    private int ticks;
    private Runnable inside = () -> {};
    private final Ticker ticker = new Ticker(clock, alarm, this::tick, () -> tense);

    private void tick() {
        ticks++;
        inside.run();
    }

    private void watch() {
        watches.add(ticker.watch());
    }

    private void leave() {
        watches.remove(0).close();
    }

    @Test
    void itTicksEverySecondAndFourTimesThatWhileTense() {
        watch();
        clock.advance(Duration.ofMillis(10_250));
        assertThat(ticks).isEqualTo(11);
        tense = true;
        clock.advance(Duration.ofSeconds(10));
        assertThat(ticks).isBetween(11 + 37, 11 + 38);
    }

    @Test
    void whereTheLastOneLeavesDuringATickAndAnotherComesThereIsOneAlarm() {
        watch();
        inside = () -> {
            leave();
            watch();
        };
        clock.advance(Duration.ofMillis(250));
        assertThat(alarm.pending()).isEqualTo(1);
        inside = () -> {};
        clock.advance(Duration.ofMillis(9_250));
        assertThat(ticks).isEqualTo(11);
        leave();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void whereTheLastOneLeavesDuringATickThereIsNoAlarm() {
        watch();
        inside = this::leave;
        clock.advance(Duration.ofSeconds(10));
        assertThat(ticks).isEqualTo(1);
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aTickThatFailsIsNotTheLast() {
        watch();
        inside = () -> {
            throw new IllegalStateException("broken");
        };
        for (int i = 0; i < 3; i++) {
            try {
                clock.advance(Duration.ofSeconds(1));
            } catch (IllegalStateException broken) {
                assertThat(broken).hasMessage("broken");
            }
        }
        assertThat(ticks).isGreaterThan(1);
        assertThat(alarm.pending()).isEqualTo(1);
    }

    /** Found in a program whose heap was full: its monitor asked in vain for its next look, and never looked again. */
    @Test
    void aTickerWithoutMemoryForItsNextAlarmAsksAgain() {
        int[] full = {3};
        int[] parked = {0};
        Clock sleepless = new Clock() {
            @Override
            public long nanos() {
                return clock.nanos();
            }

            @Override
            public void parkUntil(Object blocker, long deadline) {
                parked[0]++;
            }
        };
        Alarm scarce = (deadline, task) -> {
            if (ticks > 0 && full[0]-- > 0) {
                throw new OutOfMemoryError("in a test");
            }
            return alarm.at(deadline, task);
        };
        new Ticker(sleepless, scarce, this::tick, () -> tense).watch();
        clock.advance(Duration.ofMillis(10_250));
        assertThat(ticks).isEqualTo(11);
        assertThat(parked[0]).isEqualTo(3);
    }
}
