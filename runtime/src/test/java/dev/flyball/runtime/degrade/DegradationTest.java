package dev.flyball.runtime.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.pressure.FakePressure;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much smaller work is at each level, and who says so. */
@SuppressWarnings("EnumOrdinal") // levels by their number, which is what these tests are about
class DegradationTest {

    private static final PressureLevel[] LEVELS = PressureLevel.values();

    private final FakePressure pressure = new FakePressure();
    private final MeterHub meters = new MeterHub();
    private final Degradations degradations = new Degradations(pressure, new ManualClock(), meters);

    private Degradation at(PressureLevel level) {
        pressure.to(level);
        return degradations.current();
    }

    @Test
    void theTableOfTheStandardKnobsIsWhatIsDocumented() {
        List<String> table = new ArrayList<>();
        for (PressureLevel level : LEVELS) {
            Degradation d = at(level);
            table.add(level + " " + d.limit(1000) + " " + d.limitFactor() + " " + d.skipOptional() + " "
                    + d.skipExpensive() + " " + d.simplify() + " " + d.dimensions(384) + " " + d.active());
        }
        assertThat(table)
                .containsExactly(
                        "NORMAL 1000 1.0 false false false 384 false",
                        "ELEVATED 800 0.8 false false false 384 true",
                        "HIGH 800 0.8 true true false 384 true",
                        "CRITICAL 500 0.5 true true true 192 true",
                        "EMERGENCY 300 0.3 true true true 96 true");
    }

    @Test
    void aLimitOfOneStaysOne() {
        Degradation d = at(PressureLevel.EMERGENCY);
        assertThat(List.of(d.limit(0), d.limit(1), d.limit(2), d.limit(10))).containsExactly(0, 1, 1, 3);
    }

    @Test
    void dimensionsComeInEightsAndAreNeverFewerThanEight() {
        Degradation d = at(PressureLevel.EMERGENCY);
        assertThat(List.of(d.dimensions(100), d.dimensions(20), d.dimensions(8), d.dimensions(5)))
                .containsExactly(24, 8, 8, 5);
        assertThat(at(PressureLevel.HIGH).dimensions(100)).isEqualTo(100);
    }

    @Test
    void d2WhateverAKnobSaysMorePressureLeavesNoMore() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            double[] wild = random.doubles(LEVELS.length, -0.5, 1.5).toArray();
            degradations.change("wild", level -> wild[level.ordinal()]);
            degradations.change(falling("tame", random));
            int usual = random.nextInt(2000);
            Degradation before = at(PressureLevel.NORMAL);
            for (PressureLevel level : LEVELS) {
                Degradation d = at(level);
                String which = "seed " + seed + " at " + level;
                for (String knob : degradations.knobs().keySet()) {
                    assertThat(d.factor(knob)).as(which).isBetween(0.0, before.factor(knob));
                }
                assertThat(d.limit(usual)).as(which).isBetween(Math.min(usual, 1), before.limit(usual));
                assertThat(d.dimensions(usual)).as(which).isLessThanOrEqualTo(before.dimensions(usual));
                if (d.dimensions(usual) < usual) {
                    assertThat(d.dimensions(usual) % 8).as(which).isZero();
                }
                before = d;
            }
        }
    }

    private static Knob falling(String name, Random random) {
        double[] shares = random.doubles(4).sorted().toArray();
        PressureLevel from = LEVELS[1 + random.nextInt(4)];
        return new Knob(name, from, shares[3], shares[2], shares[1], shares[0]);
    }

    @Test
    void aKnobOfTheProgramsOwnTurnsLikeTheOthersAndCanBeChanged() {
        degradations.change(new Knob("image-quality", PressureLevel.HIGH, 1, 0.7, 0.5, 0.2));
        assertThat(at(PressureLevel.HIGH).factor("image-quality")).isEqualTo(0.7);
        assertThat(at(PressureLevel.HIGH).on("image-quality")).isTrue();
        assertThat(at(PressureLevel.HIGH).factor("never-heard-of")).isEqualTo(1);

        degradations.change(new Knob("image-quality", PressureLevel.CRITICAL, 1, 0.7, 0.5, 0.2));

        assertThat(degradations.current().on("image-quality")).isFalse();
    }

    @Test
    void aStrategyThatThrowsOrTalksNonsenseIsCountedAndTakesNothingAway() {
        degradations.change("broken", level -> {
            throw new IllegalStateException("bug");
        });
        degradations.change("nonsense", level -> level == PressureLevel.HIGH ? Double.NaN : 0.5);

        Degradation d = at(PressureLevel.HIGH);

        assertThat(d.factor("broken")).isEqualTo(1);
        assertThat(d.factor("nonsense")).as("what it said of ELEVATED holds").isEqualTo(0.5);
        assertThat(degradations.failures()).isEqualTo(3);
    }

    @Test
    void configurationSaysOnlyWhatItSays() {
        degradations.configure(Map.of(
                "reduce-limits",
                new KnobChange(
                        Optional.of(PressureLevel.HIGH),
                        OptionalDouble.empty(),
                        OptionalDouble.of(0.6),
                        OptionalDouble.empty(),
                        OptionalDouble.empty())));
        assertThat(at(PressureLevel.ELEVATED).limit(1000)).isEqualTo(1000);
        assertThat(at(PressureLevel.HIGH).limit(1000)).isEqualTo(600);
        assertThat(at(PressureLevel.CRITICAL).limit(1000)).isEqualTo(500);

        degradations.configure(Map.of());

        assertThat(at(PressureLevel.HIGH).limit(1000)).isEqualTo(800);
    }

    @Test
    void aConfigurationThatGrowsWithPressureChangesNothing() {
        KnobChange grows = new KnobChange(
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(0.9),
                OptionalDouble.empty(),
                OptionalDouble.empty());

        assertThatThrownBy(() -> degradations.configure(Map.of("reduce-limits", grows, "new-knob", grows)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[knob-factors] reduce-limits leaves 0.8, 0.9, 0.5, 0.3 from ELEVATED to EMERGENCY; give"
                        + " numbers from 1 to 0, none above the one before");
        assertThat(degradations.knobs()).doesNotContainKey("new-knob");
    }

    @Test
    void aKnobSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> Knob.off("image quality", PressureLevel.HIGH))
                .hasMessage("[knob-name] a knob cannot be called \"image quality\"; use letters, digits and dashes");
        assertThatThrownBy(() -> Knob.off("images", PressureLevel.NORMAL))
                .hasMessage("[knob-from] images acts from NORMAL on; give ELEVATED, HIGH, CRITICAL or EMERGENCY: NORMAL"
                        + " takes nothing away");
    }

    @Test
    void everyKnobHasAMeterAndReadingItIsNoReasonToSense() {
        Readings readings = new Readings();
        meters.bind(readings);
        assertThat(readings.value("degradation.factor", "knob", "simplify")).isEqualTo(1);
        assertThat(pressure.listeners()).isZero();

        degradations.change(new Knob("image-quality", PressureLevel.HIGH, 1, 0.7, 0.5, 0.2));
        at(PressureLevel.CRITICAL);

        assertThat(readings.value("degradation.factor", "knob", "image-quality"))
                .isEqualTo(0.5);
        assertThat(readings.value("degradation.factor", "knob", "simplify")).isZero();
        assertThat(readings.value("degradation.failures")).isZero();
        assertThat(pressure.listeners()).isEqualTo(1);
    }

    @Test
    void withoutARuntimeNothingIsLeftOut() {
        assertThat(Degradations.steady().level()).isEqualTo(PressureLevel.NORMAL);
        assertThat(Degradation.current().limit(10)).isEqualTo(10);
    }
}
