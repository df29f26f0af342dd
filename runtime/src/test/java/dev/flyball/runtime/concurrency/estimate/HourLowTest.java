package dev.flyball.runtime.concurrency.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HourLowTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Test
    void aValueIsForgottenAfterAnHour() {
        HourLow low = new HourLow();
        assertThat(low.after(0, 1)).isEqualTo(1);
        assertThat(low.after(59 * MINUTE, 5)).isEqualTo(1);
        assertThat(low.after(60 * MINUTE, 7)).isEqualTo(5);
        assertThat(low.after(1000 * MINUTE, 9)).isEqualTo(9);
    }

    @Test
    void itKnowsWhatItsNaiveTwinKnows() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            HourLow low = new HourLow();
            TreeMap<Long, Double> all = new TreeMap<>();
            long now = random.nextLong() >> 2;
            for (int i = 0; i < 300; i++) {
                now += (long) (random.nextDouble() * (random.nextInt(20) == 0 ? 90 : 3) * MINUTE);
                double value = random.nextDouble();
                all.merge(Math.floorDiv(now, MINUTE), value, Math::min);
                Map<Long, Double> hour = all.tailMap(Math.floorDiv(now, MINUTE) - 59);
                double lowest = hour.values().stream().min(Double::compare).orElseThrow();
                assertThat(low.after(now, value)).as("seed %d", seed).isEqualTo(lowest);
            }
        }
    }
}
