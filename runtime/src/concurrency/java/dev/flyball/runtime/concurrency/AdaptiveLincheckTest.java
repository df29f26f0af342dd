package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.observe.EventSink;
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
 * Whatever threads do at once to an adaptive limit at one instant, it is as if they had done it one after the other.
 * Changes come from one thread at a time: of two at once the earlier to return may take effect a moment after.
 */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "max", gen = IntGen.class, conf = "1:3")
public class AdaptiveLincheckTest {

    private static final AdaptiveSpec SPEC = AdaptiveSpec.DEFAULT.withLimits(2, 2, 2);

    private final ManualClock clock = new ManualClock();
    private final AdaptiveLimit limit =
            new AdaptiveLimit("lincheck", SPEC, clock, new ManualAlarm(clock), EventSink.NONE);

    private final int[] held = new int[8];

    /** The checker makes one for each history. Somebody has looked already, and need not do so again. */
    public AdaptiveLincheckTest() {
        limit.change(SPEC);
    }

    @Operation
    public boolean admit(@Param(gen = ThreadIdGen.class) int thread) {
        boolean admitted = limit.admit(clock.nanos()) >= 0;
        held[thread] += admitted ? 1 : 0;
        return admitted;
    }

    /** Ends a call of this thread, if there is any. */
    @Operation
    public boolean success(@Param(gen = ThreadIdGen.class) int thread) {
        boolean holds = held[thread] > 0;
        if (holds) {
            held[thread]--;
            limit.success(2, 0, clock.nanos());
        }
        return holds;
    }

    /** As {@link #success}, but the call was dropped. */
    @Operation
    public boolean drop(@Param(gen = ThreadIdGen.class) int thread) {
        boolean holds = held[thread] > 0;
        if (holds) {
            held[thread]--;
            limit.drop(2, 0, clock.nanos());
        }
        return holds;
    }

    @Operation(nonParallelGroup = "change")
    public void change(@Param(name = "max") int max) {
        limit.change(SPEC.withLimits(max, max, max));
    }

    @Operation
    public int inFlight() {
        return limit.inFlight();
    }

    @Test
    void underStress() {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(AdaptiveLincheckTest.class);
    }

    @Test
    void inEveryInterleaving() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(AdaptiveLincheckTest.class);
    }
}
