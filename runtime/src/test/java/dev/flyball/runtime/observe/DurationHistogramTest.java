package dev.flyball.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationHistogramTest {

    private final DurationHistogram histogram = new DurationHistogram();

    @Test
    void ofNothingIsKnownNothing() {
        assertThat(histogram.summary()).isEqualTo(DurationSummary.NONE);
    }

    @Test
    void ofOneDurationAllIsThatOne() {
        histogram.add(17);
        assertThat(histogram.summary()).isEqualTo(new DurationSummary(1, 17, 17, 17, 17, 17));
    }

    @Test
    void noPercentileExceedsTheLongest() {
        histogram.add(1_000_001);
        DurationSummary summary = histogram.summary();
        assertThat(summary.maxNanos()).isEqualTo(1_000_001);
        assertThat(summary.p99Nanos()).isLessThanOrEqualTo(1_000_001);
        assertThat(summary.averageNanos()).isLessThanOrEqualTo(1_000_001);
    }

    @Test
    void aClockThatStandsStillIsADurationOfNothing() {
        histogram.add(0);
        histogram.add(-5);
        assertThat(histogram.summary()).isEqualTo(new DurationSummary(2, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void percentilesAreThoseOfASortedListWithinAStep(long seed) {
        Random random = new Random(seed);
        long[] all = new long[random.nextInt(1, 3_000)];
        double octaves = random.nextDouble(1, 35);
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) Math.pow(2, random.nextDouble(octaves));
            histogram.add(all[i]);
        }
        Arrays.sort(all);

        DurationSummary summary = histogram.summary();

        assertThat(summary.measured()).isEqualTo(all.length);
        assertThat(summary.maxNanos()).isEqualTo(all[all.length - 1]);
        near(summary.averageNanos(), Math.round(Arrays.stream(all).average().orElseThrow()));
        near(summary.p50Nanos(), sorted(all, 0.50));
        near(summary.p95Nanos(), sorted(all, 0.95));
        near(summary.p99Nanos(), sorted(all, 0.99));
    }

    private static long sorted(long[] all, double share) {
        return all[(int) Math.ceil(all.length * share) - 1];
    }

    private static void near(long measured, long exact) {
        assertThat((double) measured).isCloseTo((double) exact, within(0.5 + exact * 0.016));
    }

    @Test
    void noDurationIsLostAmongManyThreads() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int seed = t;
            threads.add(new Thread(() -> {
                Random random = new Random(seed);
                for (int i = 0; i < 50_000; i++) {
                    histogram.add(random.nextLong(TimeUnit.SECONDS.toNanos(1)));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        DurationSummary summary = histogram.summary();

        assertThat(summary.measured()).isEqualTo(400_000);
        assertThat(summary.p50Nanos()).isCloseTo(TimeUnit.MILLISECONDS.toNanos(500), Percentage.withPercentage(4));
    }
}
