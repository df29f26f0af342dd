package dev.flyball.runtime.pressure.resource;

import static dev.flyball.runtime.pressure.PressureLevel.HIGH;
import static dev.flyball.runtime.pressure.PressureLevel.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flyball.runtime.pressure.LiveMemory.Sample;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ForesightTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Raw raw = new Raw();
    private final Assessor assessor = new Assessor();
    private ResourceSpec spec = ResourceSpec.DEFAULT;
    private long now = 1;
    private long collections;

    private ResourceReading look(double live) {
        now += SECOND;
        raw.live = new Sample(Math.round(live * 1_000_000), 1_000_000, now, ++collections);
        return assessor.next(raw, spec, false, now);
    }

    @Test
    void aSteadyLeakIsSeenBeforeItHurts() {
        ResourceReading reading = look(0.2);
        double live = 0.2;
        while (reading.level() == NORMAL && live < 0.9) {
            live += 0.003;
            reading = look(live);
        }
        assertThat(reading.leading()).isEqualTo(Signal.FORECAST);
        assertThat(live).as("0.82 alone is HIGH").isLessThan(0.76);
        assertThat(reading.forecast().slope()).isCloseTo(0.003, within(0.0003));
        assertThat(reading.forecast().exhaustion()).isCloseTo((0.95 - live) / 0.003, within(10.0));
        assertThat(reading.reason()).startsWith("memory: ").contains("of the heap are live, growing to");
        while (live < 0.86) {
            live += 0.003;
            reading = look(live);
            assertThat(reading.level()).isLessThanOrEqualTo(HIGH);
        }
        assertThat(assessor.foresight().hits()).isPositive();
        assertThat(assessor.foresight().falseAlarms()).isZero();
    }

    @Test
    void aLeakThatEndsWasAFalseAlarm() {
        ResourceReading reading = look(0.2);
        double live = 0.2;
        for (; !reading.forecast().acting(); live += 0.003) {
            reading = look(live);
        }
        for (int i = 0; i < 120; i++) {
            reading = look(0.5);
        }
        assertThat(assessor.foresight().falseAlarms()).isEqualTo(1);
        assertThat(assessor.foresight().hits()).isZero();
        assertThat(reading.level()).isEqualTo(NORMAL);
    }

    @Test
    void noiseAndSawteethAreNoGrowth() {
        Random random = new Random(20_261_121L);
        for (int i = 0; i < 3_600; i++) {
            double sawtooth = 0.4 + 0.3 * (i % 50) / 50;
            ResourceReading reading = look(sawtooth + 0.01 * random.nextGaussian());
            assertThat(reading.forecast().acting()).as("second " + i).isFalse();
            assertThat(reading.level()).isEqualTo(NORMAL);
        }
    }

    @Test
    void whatIsOldForesaysNothing() {
        double live = 0.2;
        ResourceReading reading = look(live);
        while (!reading.forecast().acting()) {
            live += 0.003;
            reading = look(live);
        }
        for (int i = 0; i < 11; i++) {
            now += SECOND;
            reading = assessor.next(raw, spec, false, now);
        }
        assertThat(reading.forecast().acting()).isFalse();
    }

    @Test
    void switchedOffItSaysNothing() {
        spec = spec.withPrediction(false);
        double live = 0.2;
        for (int i = 0; i < 180; i++) {
            live += 0.003;
            assertThat(look(live).forecast()).isEqualTo(Forecast.NONE);
        }
    }

    @Test
    void theTrendOfAStraightLineIsItsSlope() {
        Trend trend = new Trend();
        for (int i = 1; i <= 200; i++) {
            trend.next(0.1 + 0.001 * i, i * SECOND);
        }
        assertThat(trend.slope()).isCloseTo(0.001, within(1e-6));
        assertThat(trend.soon()).isCloseTo(0.33, within(1e-3));
        assertThat(trend.until(0.95)).isCloseTo(650, within(2.0));
        trend.next(5, 200 * SECOND);
        assertThat(trend.slope()).as("a second measurement at one instant").isCloseTo(0.001, within(1e-6));
    }
}
