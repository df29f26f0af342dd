package dev.flyball.runtime.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which share of calls is given up at which pressure. */
class ShedSpecTest {

    @Test
    void lowGoesOneLevelEarlierAndCriticalOneLater() {
        List<String> table = new ArrayList<>();
        for (PressureLevel at : List.of(PressureLevel.ELEVATED, PressureLevel.HIGH, PressureLevel.EMERGENCY)) {
            for (Priority priority : Priority.values()) {
                table.add(at + " " + priority + " " + new ShedSpec(at, priority, false).effective());
            }
        }
        assertThat(table)
                .containsExactly(
                        "ELEVATED CRITICAL HIGH",
                        "ELEVATED HIGH ELEVATED",
                        "ELEVATED NORMAL ELEVATED",
                        "ELEVATED LOW ELEVATED",
                        "HIGH CRITICAL CRITICAL",
                        "HIGH HIGH HIGH",
                        "HIGH NORMAL HIGH",
                        "HIGH LOW ELEVATED",
                        "EMERGENCY CRITICAL EMERGENCY",
                        "EMERGENCY HIGH EMERGENCY",
                        "EMERGENCY NORMAL EMERGENCY",
                        "EMERGENCY LOW CRITICAL");
    }

    @Test
    void aRampBeginsSoftlyAndIsNeverTheWholeBelowEmergency() {
        ShedSpec ramp = ShedSpec.DEFAULT.ramped();
        assertThat(ramp.share(PressureLevel.HIGH, 0.75)).isZero();
        assertThat(ramp.share(PressureLevel.HIGH, 0.80)).isCloseTo(0.125, within(1e-9));
        assertThat(ramp.share(PressureLevel.CRITICAL, 0.85)).isEqualTo(0.99);
        assertThat(ramp.share(PressureLevel.EMERGENCY, 0.96)).isEqualTo(1);
        assertThat(ramp.withPriority(Priority.LOW).share(PressureLevel.ELEVATED, 0.70))
                .isCloseTo(0.125, within(1e-9));
        assertThat(ramp.withPriority(Priority.HIGH).share(PressureLevel.CRITICAL, 0.85))
                .isCloseTo(0.125, within(1e-9));
        assertThat(ramp.withPriority(Priority.CRITICAL).share(PressureLevel.CRITICAL, 0.90))
                .isCloseTo(0.125, within(1e-9));
    }

    @Test
    void aForcedLevelCountsWhateverTheMeasuredPressureIs() {
        ShedSpec ramp = ShedSpec.DEFAULT.ramped();
        assertThat(ramp.share(PressureLevel.EMERGENCY, 0.1)).isEqualTo(1);
        assertThat(ramp.share(PressureLevel.NORMAL, 1)).isZero();
    }

    @Test
    void d3TheMoreImportantNeverDegradeMore() {
        Random random = new Random(3);
        PressureLevel[] levels = PressureLevel.values();
        for (int i = 0; i < 5000; i++) {
            PressureLevel at = levels[1 + random.nextInt(4)];
            PressureLevel level = levels[random.nextInt(5)];
            double pressure = random.nextDouble();
            boolean ramp = random.nextBoolean();
            double least = 0;
            for (Priority priority : Priority.values()) {
                double share = new ShedSpec(at, priority, ramp).share(level, pressure);
                assertThat(share)
                        .as("%s at %s, %s %s, ramp %s", priority, at, level, pressure, ramp)
                        .isBetween(least, 1.0);
                least = share;
            }
        }
    }

    @Test
    void d3MorePressureNeverDegradesLess() {
        for (PressureLevel at : List.of(PressureLevel.ELEVATED, PressureLevel.HIGH, PressureLevel.EMERGENCY)) {
            for (Priority priority : Priority.values()) {
                for (boolean ramp : new boolean[] {false, true}) {
                    ShedSpec spec = new ShedSpec(at, priority, ramp);
                    double before = 0;
                    for (int p = 0; p <= 1000; p++) {
                        double share = spec.share(PressureLevel.of(p / 1000.0), p / 1000.0);
                        assertThat(share).as("%s at %d", spec, p).isGreaterThanOrEqualTo(before);
                        before = share;
                    }
                }
            }
        }
    }

    @Test
    void callsCannotBeGivenUpFromNormalOn() {
        assertThatThrownBy(() -> ShedSpec.DEFAULT.from(PressureLevel.NORMAL))
                .hasMessage("[shed-at] calls cannot be given up from NORMAL on; give ELEVATED, HIGH, CRITICAL or"
                        + " EMERGENCY, or do not make the calls");
    }
}
