package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do at once to a bulkhead nobody waits at, it is as if they had done it one after the other. */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "max", gen = IntGen.class, conf = "1:3")
public class BulkheadLincheckTest {

    private final ManualClock clock = new ManualClock();
    private final Bulkhead bulkhead = new Bulkhead("lincheck", 2, 0, clock, new ManualAlarm(clock));

    private final int[] held = new int[8];

    /** The checker makes one for each history. */
    public BulkheadLincheckTest() {}

    @Operation
    public boolean take(@Param(gen = ThreadIdGen.class) int thread) {
        boolean taken = bulkhead.tryAcquire();
        held[thread] += taken ? 1 : 0;
        return taken;
    }

    /** Gives back what this thread has taken, if anything. */
    @Operation
    public boolean give(@Param(gen = ThreadIdGen.class) int thread) {
        boolean holds = held[thread] > 0;
        if (holds) {
            held[thread]--;
            bulkhead.release();
        }
        return holds;
    }

    @Operation
    public void change(@Param(name = "max") int max) {
        bulkhead.change(max, 0);
    }

    @Operation
    public int inFlight() {
        return bulkhead.inFlight();
    }

    @Test
    void underStress() {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(BulkheadLincheckTest.class);
    }

    @Test
    void inEveryInterleaving() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(BulkheadLincheckTest.class);
    }
}
