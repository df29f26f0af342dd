package dev.flyball.sample.load;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void poissonArrivalsKeepTheirAverageRateAndTheirSpan() {
        long[] times = Arrivals.poisson(new Random(1), 100, ofSeconds(10), ofSeconds(110));

        assertThat(times.length).isBetween(9_700, 10_300);
        assertThat(times).isSorted();
        assertThat(times[0]).isGreaterThanOrEqualTo(10_000_000_000L);
        assertThat(times[times.length - 1]).isLessThan(110_000_000_000L);
    }

    @Test
    void theSameSeedArrivesAtTheSameTimes() {
        assertThat(Arrivals.poisson(new Random(1), 100, ofSeconds(0), ofSeconds(1)))
                .isEqualTo(Arrivals.poisson(new Random(1), 100, ofSeconds(0), ofSeconds(1)));
    }

    @Test
    void risingArrivalsComeFasterAndFaster() {
        long[] times = Arrivals.rising(new Random(1), 20, 100, ofSeconds(10), ofSeconds(110));

        assertThat(times).isSorted();
        assertThat(times.length).isBetween(5_700, 6_300);
        assertThat(LongStream.of(times).filter(time -> time < ofSeconds(60).toNanos()))
                .hasSizeBetween(1_850, 2_150);
    }

    @Test
    void burstsComeTogether() {
        assertThat(Arrivals.bursts(2, ofMillis(10), ofMillis(5), ofMillis(25)))
                .containsExactly(5_000_000, 5_000_000, 15_000_000, 15_000_000);
    }
}
