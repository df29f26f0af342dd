package dev.flyball.runtime.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold of pressure whatever the counts are. */
class FormulaTest {

    private static final long SEED = 20_261_121L;

    private static Load.Counted random(Random random) {
        return new Load.Counted(
                number(random), number(random), number(random), number(random), number(random), number(random));
    }

    /** Often small, sometimes negative, sometimes as large as there is. */
    private static long number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(3) - 1;
            case 1 -> random.nextLong();
            case 2 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            default -> random.nextInt(50);
        };
    }

    private static double pressure(Load.Counted load) {
        double refused = Formula.refused((double) Math.max(load.admitted(), 0), (double) Math.max(load.refused(), 0));
        return Formula.raw(Formula.full(load), Formula.queued(load), refused);
    }

    @Test
    void pressureIsBetween0And1WhateverTheCounts() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            Load.Counted load = random(random);
            assertThat(pressure(load)).as("seed " + SEED + ", " + load).isBetween(0.0, 1.0);
        }
    }

    @Test
    void aSequenceOfAnyCountsAtAnyTimesStaysBetween0And1() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            Load[] next = new Load[1];
            Controller controller = new Controller("any", Importance.ESSENTIAL, () -> next[0]);
            for (int i = 0; i < 20; i++) {
                next[0] = random(random);
                ControllerPressure reading = controller.sample(random.nextInt(3) == 0 ? random.nextLong() : i);
                String what = "seed " + SEED + ", round " + round + ", " + next[0];
                assertThat(reading.pressure()).as(what).isBetween(0.0, 1.0);
                assertThat(reading.raw()).as(what).isBetween(0.0, 1.0);
                assertThat(reading.parts().refused()).as(what).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void moreInUseMoreWaitingMoreRefusedNeverLowersPressureAndMoreOfTheOthersNeverRaisesIt() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            long[] n = random.longs(6, 0, 60).toArray();
            int which = random.nextInt(6);
            double before = pressure(load(n));
            n[which] += 1 + random.nextInt(5);
            double after = pressure(load(n));
            String what = "seed " + SEED + ", step " + i + ", number " + which + " of " + load(n);
            if (which == 0 || which == 2 || which == 5) {
                assertThat(after).as(what).isGreaterThanOrEqualTo(before);
            } else {
                assertThat(after).as(what).isLessThanOrEqualTo(before);
            }
        }
    }

    private static Load.Counted load(long[] n) {
        return new Load.Counted(n[0], n[1], n[2], n[3], n[4], n[5]);
    }

    @Test
    void smoothingOverTwoStepsIsSmoothingOverTheirSum() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            double before = random.nextDouble();
            double raw = random.nextDouble();
            long first = random.nextInt(2_000_000_000);
            long second = random.nextInt(2_000_000_000);
            double inTwo = Formula.smoothed(Formula.smoothed(before, raw, first), raw, second);
            assertThat(inTwo).as("seed " + SEED).isEqualTo(Formula.smoothed(before, raw, first + second), within(1e-9));
        }
    }

    @Test
    void aFullLimitAloneIsElevatedAndNoMore() {
        assertThat(pressure(Load.of(8, 8))).isEqualTo(0.70);
        assertThat(pressure(Load.of(80, 8))).isEqualTo(0.70);
        assertThat(pressure(Load.of(0, 0))).isEqualTo(0.70);
    }

    @Test
    void whatIsNotKnownIsNoPressure() {
        assertThat(pressure(Load.of(80, Load.UNKNOWN))).isZero();
        assertThat(pressure(Load.of(0, 8).queue(1_000, Load.UNKNOWN))).isZero();
    }

    @Test
    void oneStrayRefusalIsNoOverload() {
        Load[] next = {Load.of(0, 8)};
        Controller controller = new Controller("stray", Importance.ESSENTIAL, () -> next[0]);
        controller.sample(0);
        next[0] = Load.of(0, 8).answered(0, 1);
        for (int i = 1; i <= 20; i++) {
            ControllerPressure reading = controller.sample(i * 1_000_000_000L);
            assertThat(reading.pressure()).isLessThan(0.65);
            assertThat(reading.level()).isEqualTo(PressureLevel.NORMAL);
        }
    }

    @Test
    void aFewCallsASecondAllRefusedAreAnOverload() {
        Load[] next = {Load.of(0, 8)};
        Controller controller = new Controller("small", Importance.ESSENTIAL, () -> next[0]);
        ControllerPressure reading = controller.sample(0);
        for (int i = 1; i <= 60; i++) {
            next[0] = Load.of(0, 8).answered(0, 2L * i);
            reading = controller.sample(i * 1_000_000_000L);
        }
        assertThat(reading.pressure()).isGreaterThan(0.9);
        assertThat(reading.reason()).isEqualTo("51 % of late calls refused");
    }
}
