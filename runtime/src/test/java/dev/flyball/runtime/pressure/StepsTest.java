package dev.flyball.runtime.pressure;

import static dev.flyball.runtime.pressure.PressureLevel.CRITICAL;
import static dev.flyball.runtime.pressure.PressureLevel.ELEVATED;
import static dev.flyball.runtime.pressure.PressureLevel.EMERGENCY;
import static dev.flyball.runtime.pressure.PressureLevel.HIGH;
import static dev.flyball.runtime.pressure.PressureLevel.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Steps steps = new Steps();
    private long now = -20 * SECOND; // readings of the clock may be negative

    /** One sample a second. */
    private List<PressureLevel> levels(double... pressures) {
        List<PressureLevel> levels = new ArrayList<>();
        for (double pressure : pressures) {
            now += SECOND;
            levels.add(steps.next(pressure, now));
        }
        return levels;
    }

    private PressureLevel after(int seconds, double pressure) {
        PressureLevel level = steps.level();
        for (int i = 0; i < seconds; i++) {
            level = levels(pressure).get(0);
        }
        return level;
    }

    @Test
    void oneHighSampleIsNotBelievedTwoAreAsFarAsBothGo() {
        assertThat(levels(0.8, 0.1, 0.8, 0.1)).containsOnly(NORMAL);
        assertThat(levels(0.8, 0.9, 0.9)).containsExactly(NORMAL, HIGH, CRITICAL);
    }

    @Test
    void anEmergencyIsBelievedAtOnce() {
        assertThat(levels(0.95, 0.951)).containsExactly(NORMAL, EMERGENCY);
    }

    @Test
    void aLevelIsKeptUntilPressureHasBeenClearlyLowerForAWhile() {
        levels(0.8, 0.8);
        assertThat(after(100, 0.69)).isEqualTo(HIGH);
        assertThat(after(15, 0.67)).isEqualTo(HIGH);
        assertThat(after(1, 0.7)).isEqualTo(HIGH);
        assertThat(after(15, 0.67)).isEqualTo(HIGH);
        assertThat(after(1, 0.67)).isEqualTo(ELEVATED);
        assertThat(after(100, 0.6)).isEqualTo(ELEVATED);
        assertThat(after(16, 0.57)).isEqualTo(NORMAL);
    }

    @Test
    void pressureThatSwingsAroundABoundDoesNotFlap() {
        Random random = new Random(20_261_121L);
        PressureLevel before = NORMAL;
        int edges = 0;
        for (int i = 0; i < 3_600; i++) {
            PressureLevel level = after(1, 0.75 + (random.nextDouble() - 0.5) * 0.1);
            edges += level == before ? 0 : 1;
            before = level;
        }
        assertThat(edges).isLessThanOrEqualTo(2);
    }

    @Test
    void theLevelOfANumber() {
        assertThat(PressureLevel.of(0.6499)).isEqualTo(NORMAL);
        assertThat(PressureLevel.of(0.65)).isEqualTo(ELEVATED);
        assertThat(PressureLevel.of(0.75)).isEqualTo(HIGH);
        assertThat(PressureLevel.of(0.85)).isEqualTo(CRITICAL);
        assertThat(PressureLevel.of(0.95)).isEqualTo(CRITICAL);
        assertThat(PressureLevel.of(1)).isEqualTo(EMERGENCY);
        assertThat(HIGH.atLeast(HIGH)).isTrue();
        assertThat(ELEVATED.atLeast(HIGH)).isFalse();
    }
}
