package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a limit follows the load, and how the load is measured. */
class BranchLoadTest {

    private final ManualClock clock = new ManualClock(77);
    private double cpu = Double.NaN;
    private double heap = Double.NaN;
    private final BranchLimit limit = new BranchLimit(10, () -> cpu, () -> heap);

    private void load(double newCpu, double newHeap) {
        cpu = newCpu;
        heap = newHeap;
    }

    @Test
    void underLoadTheLimitFallsByThreeTenthsButNotBelowOne() {
        load(0.81, 0.1);
        List<Integer> steps = new ArrayList<>();
        for (int now = 10; steps.isEmpty() || now != steps.get(steps.size() - 1); now = limit.next(now, now)) {
            steps.add(now);
        }
        assertThat(steps).containsExactly(10, 7, 4, 2, 1);
        load(0.1, 0.81);
        assertThat(limit.next(10, 0)).isEqualTo(7);
        assertThat(new BranchLimit(Integer.MAX_VALUE, () -> 1, () -> 1).first()).isEqualTo(1_503_238_552);
    }

    @Test
    void withTimeToSpareItRisesByOneIfAllPlacesAreTaken() {
        load(0.69, 0.69);
        assertThat(limit.next(4, 4)).isEqualTo(5);
        assertThat(limit.next(4, 6)).as("more run than may, after a fall").isEqualTo(5);
        assertThat(limit.next(4, 3)).isEqualTo(4);
        assertThat(limit.next(10, 10)).isEqualTo(10);
    }

    @Test
    void inBetweenItStays() {
        load(0.80, 0.1);
        assertThat(limit.next(4, 4)).isEqualTo(4);
        load(0.1, 0.70);
        assertThat(limit.next(4, 4)).isEqualTo(4);
    }

    @Test
    void aLoadThatIsNotKnownCountsForNothing() {
        assertThat(limit.next(4, 4)).isEqualTo(4);
        load(Double.NaN, 0.5);
        assertThat(limit.next(4, 4)).isEqualTo(5);
        load(0.9, Double.NaN);
        assertThat(limit.next(4, 4)).isEqualTo(2);
    }

    @Test
    void processorTimeIsAShareOfAllProcessorsSinceTheLastLook() {
        long[] used = {Duration.ofHours(1).toNanos()};
        ProcessCpu gauge = new ProcessCpu(clock, () -> used[0], () -> 2);
        assertThat(gauge.load()).isNaN();
        clock.advance(Duration.ofSeconds(1));
        used[0] += Duration.ofMillis(1500).toNanos();
        assertThat(gauge.load()).isEqualTo(0.75);
        clock.advance(Duration.ofMillis(99));
        used[0] += Duration.ofMillis(50).toNanos();
        assertThat(gauge.load()).as("a look too soon").isEqualTo(0.75);
        clock.advance(Duration.ofMillis(1));
        assertThat(gauge.load()).isEqualTo(0.25);
        clock.advance(Duration.ofSeconds(11));
        assertThat(gauge.load()).as("an average of long ago").isNaN();
        used[0] = -1;
        clock.advance(Duration.ofSeconds(1));
        assertThat(gauge.load()).as("a JVM that does not know").isNaN();
    }

    @Test
    void heapIsWhatEachPartsOwnLastCollectionLeft() {
        List<LiveHeap.Collection> last = new ArrayList<>();
        LiveHeap gauge = new LiveHeap(clock, () -> last, 100);
        assertThat(gauge.load()).isNaN();
        last.add(new LiveHeap.Collection(5_000, Map.of("young", 30L, "old", 40L)));
        assertThat(gauge.load()).as("a look too soon").isNaN();
        clock.advance(Duration.ofMillis(100));
        assertThat(gauge.load()).isEqualTo(0.7);
        last.add(new LiveHeap.Collection(1_000, Map.of("young", 10L)));
        clock.advance(Duration.ofMillis(100));
        assertThat(gauge.load()).isEqualTo(0.5);
        last.clear();
        last.add(new LiveHeap.Collection(30_001, Map.of("young", 10L, "old", 95L)));
        clock.advance(Duration.ofMillis(100));
        assertThat(gauge.load()).as("nothing was collected for long").isNaN();
    }

    @Test
    void thisJvmTellsItsLoad() {
        System.gc();
        assertThat(JvmLoad.CPU).isInstanceOf(ProcessCpu.class);
        assertThat(JvmLoad.MEMORY.load()).isGreaterThan(0).isLessThanOrEqualTo(1);
    }
}
