package dev.flyball.runtime.concurrency.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractDoubleAssert;
import org.junit.jupiter.api.Test;

/** Each rule's formula, on windows made by hand. The latency without load is 10 ms. */
class LimitAlgorithmsTest {

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double BASE = 10e6;
    private static final double TARGET = 50e6;

    private static Window p50(double millis) {
        return at(0, millis);
    }

    private static Window at(double seconds, double millis) {
        return new Window(100, millis * MS, 0, 0, 1000, (long) (seconds * SECOND));
    }

    private static AbstractDoubleAssert<?> after(LimitAlgorithm rule, double limit, Window window) {
        return after(rule, limit, window, true);
    }

    private static AbstractDoubleAssert<?> after(LimitAlgorithm rule, double limit, Window window, boolean mayGrow) {
        return assertThat(rule.next(limit, window, BASE, mayGrow));
    }

    @Test
    void gradientAddsAFifthOfTheRootWhileNobodyQueues() {
        after(LimitAlgorithms.gradient(), 100, p50(10)).isEqualTo(102);
        after(LimitAlgorithms.gradient(), 100, p50(10.5)).isEqualTo(102);
        after(LimitAlgorithms.gradient(), 100, p50(1)).isEqualTo(102);
    }

    @Test
    void gradientShrinksByTheShareThatQueues() {
        after(LimitAlgorithms.gradient(), 100, p50(20)).isCloseTo(92.5, within(1e-9));
    }

    @Test
    void gradientNeverTakesMoreThanAHalfForQueueing() {
        after(LimitAlgorithms.gradient(), 100, p50(10_000)).isEqualTo(92);
    }

    @Test
    void gradientRestsWhereTheRootOfTheLimitQueues() {
        double p50 = 1.05 * 10 / 0.9;
        after(LimitAlgorithms.gradient(), 100, p50(p50)).isCloseTo(100, within(1e-9));
    }

    @Test
    void littlesLawGrowsWhileNobodyQueues() {
        after(LimitAlgorithms.littlesLaw(), 100, p50(12)).isEqualTo(102);
    }

    @Test
    void littlesLawGoesToThroughputTimesLatencyWithoutLoad() {
        Window fiveAMilli = new Window(500, 20 * MS, 5.0 / MS, 0, 100, 0);
        after(LimitAlgorithms.littlesLaw(), 100, fiveAMilli).isCloseTo(94.5, within(1e-9));
    }

    @Test
    void pidHoldsOnceLatencyIsOneAndAHalfTimesBase() {
        after(LimitAlgorithms.pid(0), 100, p50(15)).isEqualTo(100);
    }

    @Test
    void pidGrowsByATenthAtMost() {
        after(LimitAlgorithms.pid(0), 100, p50(7.5)).isCloseTo(110, within(1e-9));
    }

    @Test
    void pidShrinksByThreeTenthsAtMost() {
        after(LimitAlgorithms.pid(0), 100, p50(3000)).isCloseTo(70, within(1e-9));
    }

    @Test
    void pidSumsErrors() {
        LimitAlgorithm pid = LimitAlgorithms.pid(0);
        after(pid, 100, p50(16.5)).isCloseTo(97, within(1e-9));
        after(pid, 100, p50(16.5)).isCloseTo(97, within(1e-9));
        after(pid, 100, p50(16.5)).isCloseTo(96.5, within(1e-9));
    }

    @Test
    void pidSumsNothingWhileGrowthIsBarred() {
        LimitAlgorithm pid = LimitAlgorithms.pid(0);
        for (int i = 0; i < 100; i++) {
            after(pid, 100, p50(7.5), false);
        }
        after(pid, 100, p50(7.5), false).isCloseTo(110, within(1e-9));
        after(pid, 100, p50(18.75), false).isCloseTo(91.25, within(1e-9));
    }

    @Test
    void pidForgetsErrorsBeyondTwo() {
        LimitAlgorithm pid = LimitAlgorithms.pid(0);
        for (int i = 0; i < 100; i++) {
            after(pid, 100, p50(7.5));
        }
        after(pid, 100, p50(18.75)).isCloseTo(100, within(1e-9));
    }

    @Test
    void pidGoesForTheTargetIfThereIsOne() {
        LimitAlgorithm pid = LimitAlgorithms.pid(TARGET);
        after(pid, 100, p50(50)).isEqualTo(100);
        assertThat(pid.heedsTarget()).isTrue();
    }

    @Test
    void aimdAddsOneOrTakesATenth() {
        after(LimitAlgorithms.aimd(0), 100, p50(17)).isEqualTo(101);
        after(LimitAlgorithms.aimd(0), 100, p50(17.1)).isEqualTo(90);
        after(LimitAlgorithms.aimd(TARGET), 100, p50(50)).isEqualTo(101);
        after(LimitAlgorithms.aimd(TARGET), 100, p50(50.1)).isEqualTo(90);
    }

    @Test
    void vegasKeepsThreeToSixStepsInTheQueue() {
        after(LimitAlgorithms.vegas(), 100, p50(10)).isEqualTo(112);
        after(LimitAlgorithms.vegas(), 100, p50(10.5)).isEqualTo(102);
        after(LimitAlgorithms.vegas(), 100, p50(11)).isEqualTo(100);
        after(LimitAlgorithms.vegas(), 100, p50(12)).isEqualTo(98);
    }

    @Test
    void aStepOfVegasIsAtLeastOne() {
        after(LimitAlgorithms.vegas(), 4, p50(10)).isEqualTo(10);
    }

    @Test
    void cubicGrowsByATenthAndAtLeastOneBeforeAnyCut() {
        after(LimitAlgorithms.cubic(0), 100, p50(17)).isEqualTo(110);
        after(LimitAlgorithms.cubic(0), 5, p50(17)).isEqualTo(6);
    }

    @Test
    void cubicCutsByAFifthAndComesBackAlongACubic() {
        LimitAlgorithm cubic = LimitAlgorithms.cubic(0);
        double back = Math.cbrt(50);
        after(cubic, 100, at(5, 17.1)).isEqualTo(80);
        after(cubic, 80, at(5, 10)).isCloseTo(80, within(1e-6));
        after(cubic, 80, at(5 + back / 2, 10)).isCloseTo(97.5, within(1e-6));
        after(cubic, 90, at(5 + back, 10)).isCloseTo(100, within(1e-6));
        after(cubic, 100, at(5 + 2 * back, 10)).isCloseTo(120, within(1e-6));
    }

    @Test
    void cubicNeverGrowsByMoreThanAHalfAtOnceAndNeverFallsWithoutACut() {
        LimitAlgorithm cubic = LimitAlgorithms.cubic(0);
        after(cubic, 100, at(0, 17.1)).isEqualTo(80);
        after(cubic, 80, at(3600, 10)).isEqualTo(120);
        after(cubic, 90, at(0, 10)).isEqualTo(90);
    }

    @Test
    void cubicBeginsItsCurveAnewAfterDrops() {
        LimitAlgorithm cubic = LimitAlgorithms.cubic(0);
        cubic.cut(100, 60 * SECOND);
        after(cubic, 90, at(60, 10)).isEqualTo(90);
        after(cubic, 90, at(60 + Math.cbrt(50), 10)).isCloseTo(100, within(1e-6));
    }

    @Test
    void cubicGoesForTheTargetIfThereIsOne() {
        after(LimitAlgorithms.cubic(TARGET), 100, p50(50)).isEqualTo(110);
        after(LimitAlgorithms.cubic(TARGET), 100, p50(50.1)).isEqualTo(80);
    }
}
