package dev.flyball.runtime.timeout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Deadline deadline = new Deadline();

    /** Sees what the alarm has done by the moment it interrupts. */
    private final class Owner extends Thread {
        boolean interrupts;
        boolean stillArmed;

        @Override
        public void interrupt() {
            interrupts = true;
            stillArmed = deadline.isArmed();
        }
    }

    /** The next call finds a ring no later than its own deadline, asks for none, and never hears of its time. */
    @Test
    void theRingOfAStrikeIsGoneBeforeTheNextCallCanRelyOnIt() {
        Owner owner = new Owner();
        deadline.begin(owner, clock.nanos(), clock.nanos() + 10, alarm, clock);
        clock.advance(10);

        assertThat(owner.interrupts).isTrue();
        assertThat(owner.stillArmed).isFalse();
        assertThat(deadline.endInTime(clock)).isFalse();
        assertThat(deadline.clear()).isTrue();
        deadline.begin(owner, clock.nanos(), clock.nanos() + 10, alarm, clock);
        assertThat(deadline.isArmed()).isTrue();
    }
}
