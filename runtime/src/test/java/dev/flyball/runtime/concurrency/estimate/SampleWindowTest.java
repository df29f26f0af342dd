package dev.flyball.runtime.concurrency.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampleWindowTest {

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SampleWindow window = new SampleWindow(2);

    private void add(int calls, int running, long nanos) {
        for (int i = 0; i < calls; i++) {
            window.add(running, nanos);
        }
    }

    @Test
    void itIsDueWithTwentySamplesAfterATenthOfASecond() {
        add(20, 1, MS);
        assertThat(window.due(100 * MS - 1)).isFalse();
        assertThat(window.due(100 * MS)).isTrue();
    }

    @Test
    void itWaitsForTwentySamplesUpToTenSeconds() {
        add(19, 1, MS);
        assertThat(window.due(10_000 * MS - 1)).isFalse();
        assertThat(window.due(10_000 * MS)).isTrue();
    }

    @Test
    void dropsFillItAsWell() {
        add(15, 1, MS);
        for (int i = 0; i < 5; i++) {
            window.drop();
        }
        assertThat(window.due(100 * MS)).isTrue();
    }

    @Test
    void itTellsWhatCallsReported() {
        add(30, 3, 2 * MS);
        add(10, 7, 9 * MS);
        window.drop();
        Window told = window.close(200 * MS);
        assertThat(told.samples()).isEqualTo(40);
        assertThat(told.p50()).isCloseTo(2e6, within(0.016 * 2e6));
        assertThat(told.throughput()).isEqualTo(40.0 / (200 * MS));
        assertThat(told.drops()).isEqualTo(1);
        assertThat(told.peak()).isEqualTo(7);
        assertThat(told.until()).isEqualTo(200 * MS);
    }

    @Test
    void theNextWindowKnowsNothingOfTheLast() {
        add(30, 9, 2 * MS);
        window.drop();
        window.close(200 * MS);
        assertThat(window.due(300 * MS)).isFalse();
        add(20, 2, 5 * MS);
        assertThat(window.due(300 * MS - 1)).isFalse();
        assertThat(window.due(300 * MS)).isTrue();
        Window told = window.close(300 * MS);
        assertThat(told.samples()).isEqualTo(20);
        assertThat(told.p50()).isCloseTo(5e6, within(0.016 * 5e6));
        assertThat(told.drops()).isZero();
        assertThat(told.peak()).isEqualTo(2);
        assertThat(told.throughput()).isEqualTo(20.0 / (100 * MS));
    }

    @Test
    void anEmptyWindowTellsNothing() {
        Window told = window.close(10_000 * MS);
        assertThat(told.samples()).isZero();
        assertThat(told.throughput()).isZero();
        assertThat(told.peak()).isZero();
    }

    @Test
    void oneCallOfAMinuteDoesNotMoveTheMedian() {
        add(20, 1, MS);
        add(1, 1, 60_000 * MS);
        assertThat(window.close(100 * MS).p50()).isCloseTo(1e6, within(0.016 * 1e6));
    }

    @Test
    void theMedianIsThatOfANaiveTwin() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Long> all = new ArrayList<>();
            double spread = 1 + 20 * random.nextDouble();
            for (int i = 1 + random.nextInt(400); i > 0; i--) {
                long nanos = 1 + (long) Math.exp(spread * random.nextDouble());
                all.add(nanos);
                window.add(1, nanos);
            }
            Collections.sort(all);
            long median = all.get((all.size() - 1) / 2);
            Window told = window.close(seed * 1000L * MS);
            assertThat(told.samples()).as("seed %d", seed).isEqualTo(all.size());
            assertThat(told.p50() / median).as("seed %d", seed).isCloseTo(1, within(0.016));
        }
    }

    /** Two threads in one stripe lose samples; nobody loses a drop, and nothing is ever counted twice. */
    @Test
    void threadsLoseFewSamplesAndNoDrops() throws Exception {
        int each = 200_000;
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    window.add(5, 1000 + i % 100);
                    if (i % 1000 == 0) {
                        window.drop();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        long samples = 0;
        long drops = 0;
        long now = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            Window told = window.close(++now);
            samples += told.samples();
            drops += told.drops();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Window last = window.close(++now);
        assertThat(drops + last.drops()).isEqualTo(8 * each / 1000);
        // a thread that slept while it added can undo what others of its stripe had added meanwhile
        assertThat(samples + last.samples()).isBetween(each / 2L, 8L * each);
    }
}
