package dev.flyball.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void aQuantileIsWithinHalfAPercentOfTheSortedValues() {
        for (int seed = 0; seed < 20; seed++) {
            Dice dice = new Dice(seed);
            Latencies latencies = new Latencies();
            long[] values = new long[10_000];
            for (int at = 0; at < values.length; at++) {
                values[at] = (long) (1e7 * dice.exponential()) + 1000;
                latencies.record(values[at]);
            }
            Arrays.sort(values);
            for (double share : new double[] {0.01, 0.5, 0.99, 0.999, 1}) {
                long exact = values[(int) Math.ceil(share * values.length) - 1];
                assertThat(latencies.quantile(share))
                        .as("seed %d, quantile %s", seed, share)
                        .isCloseTo((double) exact, withinPercentage(0.5));
            }
        }
    }

    @Test
    void twoAreAddedUp() {
        Latencies slow = new Latencies();
        Latencies fast = new Latencies();
        slow.record(1_000_000);
        fast.record(10);
        fast.record(10);

        fast.add(slow);

        assertThat(fast.total()).isEqualTo(3);
        assertThat(fast.quantile(0.5)).isCloseTo(10.0, withinPercentage(5));
        assertThat(fast.quantile(1)).isCloseTo(1_000_000.0, withinPercentage(0.5));
    }

    @Test
    void ofNothingNothingIsKnown() {
        assertThat(new Latencies().quantile(0.5)).isNaN();
    }
}
