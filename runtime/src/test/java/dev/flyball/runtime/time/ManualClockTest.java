package dev.flyball.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private final ManualClock clock = new ManualClock(5);
    private final ManualAlarm alarm = new ManualAlarm(clock);

    @Test
    void alarmsRingInOrderEachAtItsOwnInstant() {
        List<Long> rung = new ArrayList<>();
        alarm.at(30, () -> rung.add(clock.nanos()));
        alarm.at(20, () -> rung.add(clock.nanos()));
        clock.advance(100);
        assertThat(rung).containsExactly(20L, 30L);
        assertThat(clock.nanos()).isEqualTo(105);
    }

    @Test
    void anAlarmMayAskForAnother() {
        List<Long> rung = new ArrayList<>();
        alarm.at(20, () -> alarm.at(40, () -> rung.add(clock.nanos())));
        clock.advance(Duration.ofNanos(100));
        assertThat(rung).containsExactly(40L);
    }

    @Test
    void aCancelledAlarmStaysSilent() {
        List<Long> rung = new ArrayList<>();
        Alarm.Pending pending = alarm.at(20, () -> rung.add(clock.nanos()));
        assertThat(pending.cancel()).isTrue();
        clock.advance(100);
        assertThat(rung).isEmpty();
        assertThat(pending.cancel()).isFalse();
    }

    @Test
    void aParkedThreadWakesWhenTheClockPassesItsDeadline() throws InterruptedException {
        Thread sleeper = new Thread(() -> {
            while (clock.nanos() < 50) {
                clock.parkUntil(this, 50);
            }
        });
        sleeper.start();
        clock.awaitParked(1);
        clock.advance(10);
        clock.awaitParked(1);
        clock.advance(100);
        sleeper.join(20_000);
        assertThat(sleeper.isAlive()).isFalse();
    }
}
