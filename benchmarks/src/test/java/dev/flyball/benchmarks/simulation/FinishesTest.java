package dev.flyball.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class FinishesTest {

    @Test
    void theEarliestComesFirstAsFromAPriorityQueue() {
        for (int seed = 0; seed < 50; seed++) {
            Dice dice = new Dice(seed);
            Finishes finishes = new Finishes();
            PriorityQueue<Long> times = new PriorityQueue<>();
            for (int step = 0; step < 1000; step++) {
                if (times.isEmpty() || dice.below(100) < 55) {
                    long time = dice.below(1_000_000) * 1000L + step;
                    finishes.add(time, (int) time);
                    times.add(time);
                } else {
                    assertThat(finishes.earliest()).as("seed %d", seed).isEqualTo(times.peek());
                    assertThat(finishes.poll())
                            .as("seed %d", seed)
                            .isEqualTo(times.remove().intValue());
                }
                assertThat(finishes.size()).as("seed %d", seed).isEqualTo(times.size());
            }
        }
    }

    @Test
    void nothingFinishesWhereNothingIsServed() {
        assertThat(new Finishes().earliest()).isEqualTo(Long.MAX_VALUE);
    }
}
