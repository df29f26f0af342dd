package dev.flyball.runtime.concurrency.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Timelines in milliseconds; the limit is 20, so that 4 calls make no queue. */
class BaseLatencyTest {

    private static final double LIMIT = 20;

    private final BaseLatency base = new BaseLatency();
    private double limit = LIMIT;

    private static long ms(double millis) {
        return (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
    }

    private BaseLatencyTest begun() {
        base.begin(0, limit);
        return this;
    }

    private void samples(int count, double millis) {
        for (int i = 0; i < count; i++) {
            base.add(4, ms(millis));
        }
    }

    private void lookAt(double millis) {
        base.look(ms(millis), limit, true);
    }

    private double millis() {
        return base.nanos() / ms(1);
    }

    /** The measurement that it starts with: 10 ms, in no time. */
    private void measured(double millis) {
        begun().samples(32, millis);
        lookAt(0);
        assertThat(millis()).isEqualTo(millis);
        assertThat(base.probing()).isFalse();
    }

    @Test
    void itStartsWithAProbeOfTheRootOfTheLimit() {
        begun();
        assertThat(base.probing()).isTrue();
        assertThat(base.most()).isEqualTo(4);
        assertThat(base.nanos()).isZero();
    }

    @Test
    void thirtyTwoSamplesEndAProbeAndTheirMedianIsTheBase() {
        begun().samples(16, 10);
        samples(15, 30);
        lookAt(100);
        assertThat(base.probing()).isTrue();
        assertThat(base.add(4, ms(30))).isTrue();
        lookAt(100);
        assertThat(base.probing()).isFalse();
        assertThat(millis()).isEqualTo(20);
    }

    @Test
    void callsThatBeganAmongMoreThanTheRootAreNoSamples() {
        begun();
        for (int i = 0; i < 100; i++) {
            assertThat(base.add(5, ms(10))).isFalse();
        }
        lookAt(1);
        assertThat(base.probing()).isTrue();
    }

    @Test
    void aProbeThatTakesTooLongMakesDoWithEight() {
        begun().samples(8, 10);
        lookAt(1000 + 64 * 10 / 4 - 1);
        assertThat(base.probing()).isTrue();
        lookAt(1000 + 64 * 10 / 4);
        assertThat(base.probing()).isFalse();
        assertThat(millis()).isEqualTo(10);
    }

    @Test
    void aProbeWithFewerThanEightTeachesNothing() {
        begun().samples(7, 10);
        lookAt(2000);
        assertThat(base.probing()).isFalse();
        assertThat(base.nanos()).isZero();
    }

    @Test
    void withoutAnyBaseTheNextProbeComesASecondLater() {
        begun();
        lookAt(1000);
        assertThat(base.probing()).isFalse();
        lookAt(1999);
        assertThat(base.probing()).isFalse();
        lookAt(2000);
        assertThat(base.probing()).isTrue();
    }

    @Test
    void underLightLoadEachSecondMovesTheBaseHalfway() {
        measured(10);
        samples(32, 20);
        lookAt(999);
        assertThat(millis()).isEqualTo(10);
        lookAt(1000);
        assertThat(millis()).isEqualTo(15);
        samples(32, 20);
        lookAt(2000);
        assertThat(millis()).isEqualTo(17.5);
        assertThat(base.probing()).isFalse();
    }

    @Test
    void underLoadProbesComeLessAndLessOften() {
        measured(10);
        double now = 0;
        List<Double> pauses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            double before = now;
            while (!base.probing()) {
                now += 100;
                lookAt(now);
            }
            pauses.add((now - before) / 1000);
            samples(32, 10);
            lookAt(now);
        }
        assertThat(pauses).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0);
    }

    @Test
    void probesTakeAFiftiethOfTheTimeAtMost() {
        begun().samples(32, 1000);
        lookAt(8000);
        lookAt(8000 + 399_999);
        assertThat(base.probing()).isFalse();
        lookAt(8000 + 400_000);
        assertThat(base.probing()).isTrue();
    }

    @Test
    void aFallOfTheLimitAsksForAProbeEarly() {
        measured(10);
        for (int second : new int[] {1, 3}) { // by the clock the next one comes at 7 s
            lookAt(second * 1000);
            samples(32, 10);
            lookAt(second * 1000);
        }
        base.look(ms(4999), 0.59 * LIMIT, true);
        assertThat(base.probing()).isFalse();
        base.look(ms(5000), 0.6 * LIMIT, true);
        assertThat(base.probing()).isFalse();
        base.look(ms(5000), 0.59 * LIMIT, true);
        assertThat(base.probing()).isTrue();
        assertThat(base.most()).isEqualTo(3);
    }

    @Test
    void aProbeThatFindsAnotherLatencyIsSoonFollowedByAnother() {
        measured(10);
        lookAt(1000);
        samples(32, 20);
        lookAt(1000);
        assertThat(millis()).isEqualTo(15);
        lookAt(2000);
        assertThat(base.probing()).isTrue();
        samples(32, 16);
        lookAt(2000);
        lookAt(3999);
        assertThat(base.probing()).isFalse();
    }

    @Test
    void itNeverExceedsThreeTimesItsLowestOfThePastHour() {
        measured(10);
        double now = 0;
        for (int i = 0; i < 100; i++) {
            samples(32, 500);
            lookAt(now += 1000);
        }
        assertThat(millis()).isEqualTo(30);
        for (int i = 0; i < 3700; i++) {
            samples(32, 500);
            lookAt(now += 1000);
        }
        assertThat(millis()).isBetween(89.0, 500.0);
    }

    @Test
    void aLimitThatCannotMoveIsNotProbedFor() {
        begun();
        base.look(0, LIMIT, false);
        assertThat(base.probing()).isFalse();
        base.look(ms(100_000), LIMIT, false);
        assertThat(base.probing()).isFalse();
    }

    @Test
    void samplesOfBeforeAProbeDoNotCountInIt() {
        measured(10);
        samples(31, 10);
        lookAt(1000);
        assertThat(base.probing()).isTrue();
        samples(31, 10);
        lookAt(1001);
        assertThat(base.probing()).isTrue();
    }
}
