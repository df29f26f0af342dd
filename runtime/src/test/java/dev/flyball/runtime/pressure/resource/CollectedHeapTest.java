package dev.flyball.runtime.pressure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.pressure.LiveMemory.Sample;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What beans of several collectors tell, as they were seen to. */
class CollectedHeapTest {

    private final CollectedHeap heap = new CollectedHeap(100, Map.of("Tenured Gen", 50L));

    @Test
    void beforeTheFirstCollectionNothingIsKnown() {
        assertThat(heap.last()).isNull();
        assertThat(heap.old()).isNaN();
    }

    @Test
    void eachPartIsWhatItsOwnLastCollectionLeft() {
        heap.ended("MarkSweepCompact", "Allocation Failure", 30, Map.of("Survivor Space", 5L, "Tenured Gen", 40L), 7);
        heap.ended("Copy", "Allocation Failure", 2, Map.of("Survivor Space", 1L), 9);
        assertThat(heap.last()).isEqualTo(new Sample(41, 100, 7, 2));
        assertThat(heap.old()).isEqualTo(0.8);
        assertThat(heap.pausedMillis()).isEqualTo(32);
        assertThat(heap.stalls()).isZero();
    }

    @Test
    void aMeasurementIsAsOldAsItsLargestPart() {
        heap.ended("Copy", "Allocation Failure", 2, Map.of("Survivor Space", 30L), 3);
        heap.ended("MarkSweepCompact", "System.gc()", 30, Map.of("Survivor Space", 0L, "Tenured Gen", 20L), 7);
        heap.ended("Copy", "Allocation Failure", 2, Map.of("Survivor Space", 30L), 9);
        assertThat(heap.last()).isEqualTo(new Sample(50, 100, 9, 3));
    }

    /** The age that is told, in seconds of the clock. */
    private long youngAt(int second, long old) {
        heap.ended(
                "G1 Young Generation",
                "G1 Evacuation Pause",
                1,
                Map.of("G1 Old Gen", old, "G1 Eden Space", 0L),
                TimeUnit.SECONDS.toNanos(second));
        Sample last = heap.last();
        return last == null ? -1 : TimeUnit.NANOSECONDS.toSeconds(last.takenAt());
    }

    /**
     * Found under G1: all was given back and next to nothing allocated, but each half minute a young collection told the
     * old part anew, as full as it had been, and the reading was never disowned.
     */
    @Test
    void aYoungCollectionThatLeavesTheOldPartAsItWasDoesNotRenewIt() {
        assertThat(youngAt(1, 89)).isEqualTo(1);
        for (int second = 35; second < 300; second += 35) {
            assertThat(youngAt(second, 89)).isEqualTo(1);
        }
        assertThat(youngAt(401, 88)).as("it shrank").isEqualTo(401);
        assertThat(youngAt(440, 89)).as("it grew").isEqualTo(440);
    }

    @Test
    void aProgramThatWorksRenewsItAtTheFourthTime() {
        assertThat(youngAt(1, 89)).isEqualTo(1);
        assertThat(youngAt(2, 89)).isEqualTo(1);
        assertThat(youngAt(3, 89)).isEqualTo(1);
        assertThat(youngAt(4, 89)).isEqualTo(1);
        assertThat(youngAt(5, 89)).isEqualTo(5);
    }

    @Test
    void aFullCollectionRenewsAll() {
        assertThat(youngAt(1, 89)).isEqualTo(1);
        heap.ended("G1 Old Generation", "System.gc()", 1, Map.of("G1 Old Gen", 89L), 103);
        assertThat(heap.last()).isEqualTo(new Sample(89, 100, 103, 2));
    }

    @Test
    void beansOfPausesTellNoOccupancyAndThoseOfCyclesNoPause() {
        heap.ended("ZGC Cycles", "Proactive", 400, Map.of("ZHeap", 60L), 1);
        heap.ended("ZGC Pauses", "Proactive", 1, Map.of("ZHeap", 0L), 2);
        assertThat(heap.last()).isEqualTo(new Sample(60, 100, 1, 1));
        assertThat(heap.pausedMillis()).isEqualTo(1);
    }

    @Test
    void partOfAConcurrentCollectionIsNone() {
        heap.ended("G1 Concurrent GC", "No GC", 3, Map.of("G1 Old Gen", 90L), 1);
        assertThat(heap.last()).isNull();
        assertThat(heap.pausedMillis()).isZero();
    }

    @Test
    void stallsAreThoseOfConcurrentCollectors() {
        heap.ended("ZGC Cycles", "Allocation Stall", 400, Map.of("ZHeap", 99L), 1);
        heap.ended("Shenandoah Pauses", "Allocation Failure", 80, Map.of(), 2);
        heap.ended("PS Scavenge", "Allocation Failure", 2, Map.of("PS Survivor Space", 1L), 3);
        assertThat(heap.stalls()).isEqualTo(2);
    }

    @Test
    void moreThanAllIsAll() {
        heap.ended("MarkSweepCompact", "System.gc()", 30, Map.of("Tenured Gen", 101L), 7);
        Sample last = heap.last();
        assertThat(last).isNotNull();
        assertThat(last.share()).isEqualTo(1);
        assertThat(heap.old()).isEqualTo(1);
    }
}
