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

/**
 * Whatever threads do at once to a bulkhead with owners, it is as if they had done it one after the other: no place is
 * refused because another owner's caller held it for a moment and gave it back.
 */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "owner", gen = IntGen.class, conf = "0:1")
@Param(name = "share", gen = IntGen.class, conf = "1:2")
public class OwnedBulkheadLincheckTest {

    private static final int OWNERS = 2;

    private final ManualClock clock = new ManualClock();
    private final Bulkhead bulkhead = new Bulkhead("lincheck", 2, 0, clock, new ManualAlarm(clock));
    private final OwnedBulkhead shares = new OwnedBulkhead(bulkhead, 1, 4);

    private final int[][] held = new int[8][OWNERS];

    /** The checker makes one for each history. */
    public OwnedBulkheadLincheckTest() {}

    @Operation
    public boolean take(@Param(gen = ThreadIdGen.class) int thread, @Param(name = "owner") int owner) {
        boolean taken = shares.tryAcquire(owner);
        held[thread][owner] += taken ? 1 : 0;
        return taken;
    }

    /** Gives back what this thread has taken for that owner, if anything. */
    @Operation
    public boolean give(@Param(gen = ThreadIdGen.class) int thread, @Param(name = "owner") int owner) {
        boolean holds = held[thread][owner] > 0;
        if (holds) {
            held[thread][owner]--;
            shares.release(owner);
        }
        return holds;
    }

    @Operation
    public void change(@Param(name = "share") int share) {
        shares.change(share);
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
                .check(OwnedBulkheadLincheckTest.class);
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
                .check(OwnedBulkheadLincheckTest.class);
    }
}
