package dev.flyball.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flyball.runtime.time.RandomSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTest {

    private final MeterHub hub = new MeterHub();
    private final Calls calls = calls(() -> 1.0 - 1e-9);

    private Calls calls(RandomSource random) {
        return new Calls("Desk.place", hub, new Sampling(random, () -> ThreadMemory.UNKNOWN), () -> {});
    }

    @Test
    void beforeTheFirstCallThereIsNoRateAndNothingIsMeasured() {
        assertThat(calls.metrics())
                .isEqualTo(new ExecutorMetrics(
                        "Desk.place", 0, 0, 0, 0, 0, null, MemorySummary.NONE, DurationSummary.NONE, null));
        assertThat(calls.metrics().successRate()).isEqualTo("–");
    }

    @Test
    void theRateOfSuccessHasTwoDecimalsAndLeavesOutWhatNeverRan() {
        calls.succeeded();
        calls.succeeded();
        calls.failed();
        calls.refused(false);
        calls.refused(true);
        calls.refused(true);

        ExecutorMetrics metrics = calls.metrics();

        assertThat(metrics.executions()).isEqualTo(3);
        assertThat(metrics.refused()).isEqualTo(1);
        assertThat(metrics.degraded()).isEqualTo(2);
        assertThat(metrics.successRatePercent()).isEqualTo(66.67);
        assertThat(metrics.successRate()).isEqualTo("66.67 %");
    }

    @Test
    void theFirstSixteenCallsAreSampledAndLaterOnesByChance() {
        AtomicInteger chosen = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            if (calls.sampled()) {
                chosen.incrementAndGet();
            }
        }
        assertThat(chosen).hasValue(16);
    }

    @Test
    void averageAndPeakAreOfTheCallsThatWereMeasured() {
        Readings registry = new Readings();
        hub.bind(registry);
        calls.allocated(100);
        calls.allocated(400);

        assertThat(calls.metrics().memory()).isEqualTo(new MemorySummary(2, 250, 400));
        assertThat(registry.amounts("executor.memory", "name", "Desk.place")).containsExactly(100L, 400L);
    }

    /**
     * A batch of sixteen items, the first of which takes a thousand times as long as the others: whoever measured every
     * sixteenth call would see the long one always or never.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void samplesOfAPeriodicWorkloadAreLikeTheWorkload(long seed) {
        Random random = new Random(seed);
        Calls sampled = calls(random::nextDouble);
        double sum = 0;
        int count = 0;
        int batches = 20_000;
        for (int i = 0; i < batches * 16; i++) {
            if (sampled.sampled()) {
                sum += i % 16 == 0 ? 1_000 : 1;
                count++;
            }
        }
        double average = (1_000 + 15.0) / 16;
        assertThat((double) count).isCloseTo(batches, within(batches * 0.03));
        assertThat(sum / count).isCloseTo(average, Offset.offset(average * 0.1));
    }

    @Test
    void whoWaitsForAnAudienceHearsOfItOnce() {
        AtomicInteger heard = new AtomicInteger();
        Calls watched = new Calls("Desk.place", hub, Sampling.system(), heard::incrementAndGet);
        watched.lookRound();
        assertThat(heard).hasValue(0);

        hub.bind(new Readings());
        watched.lookRound();
        watched.lookRound();

        assertThat(heard).hasValue(1);
        assertThat(watched.active()).isTrue();
    }

    @Test
    void thisJvmCountsWhatAThreadAllocates() {
        LongSupplier allocated = ThreadMemory.system();
        long before = allocated.getAsLong();
        byte[] kept = new byte[1 << 20];
        long after = allocated.getAsLong();
        assertThat(after - before).isBetween(1L << 20, (1L << 20) + 4_096);
        assertThat(kept).hasSize(1 << 20);
    }
}
