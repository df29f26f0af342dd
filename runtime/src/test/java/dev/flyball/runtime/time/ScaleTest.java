package dev.flyball.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void eachNanosecondUpTo63IsAStepOfItsOwn() {
        for (int nanos = 0; nanos < 64; nanos++) {
            assertThat(Scale.step(nanos)).isEqualTo(nanos);
            assertThat(Scale.middle(nanos)).isEqualTo(nanos);
        }
    }

    @Test
    void anOctaveHas32Steps() {
        for (int octave = 6; octave < 40; octave++) {
            assertThat(Scale.step(1L << octave) - Scale.step(1L << (octave - 1)))
                    .isEqualTo(32);
        }
    }

    @Test
    void stepsFollowOneAnother() {
        for (int step = 1; step < Scale.SIZE; step++) {
            assertThat(Scale.middle(step)).as("step %d", step).isGreaterThan(Scale.middle(step - 1));
            assertThat(Scale.step((long) Scale.middle(step)))
                    .as("step %d", step)
                    .isEqualTo(step);
        }
    }

    @Test
    void noLatencyIsFurtherThanThreeInTwoHundredFromTheMiddleOfItsStep() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long nanos = (long) Math.exp(random.nextDouble() * Math.log(7.2e12));
            double share = Scale.middle(Scale.step(nanos)) / nanos;
            assertThat(share).as("%d ns", nanos).isCloseTo(1, within(0.016));
        }
    }

    @Test
    void theLongestLatenciesShareTheLastStep() {
        assertThat(Scale.step(Long.MAX_VALUE)).isEqualTo(Scale.SIZE - 1);
        assertThat(Scale.step(TimeUnit.DAYS.toNanos(1))).isEqualTo(Scale.SIZE - 1);
    }
}
