package dev.flyball.runtime.rate;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do at once to a rate cell, it is as if they had done it one after the other. */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "now", gen = IntGen.class, conf = "0:9")
@Param(name = "permits", gen = IntGen.class, conf = "1:2")
public class RateLincheckTest {

    private static final RateSpec SPEC = new RateSpec(1, 3, 2);
    private static final RateSpec FASTER = new RateSpec(1, 2, 2);

    private final ManualClock clock = new ManualClock(9);
    private final RateCell cell = new RateCell(SPEC, clock, new ManualAlarm(clock), 0);

    /** The checker makes one for each history. */
    public RateLincheckTest() {}

    @Operation
    public long admit(@Param(name = "now") int now, @Param(name = "permits") int permits) {
        return cell.admit(now, permits);
    }

    @Operation
    public void faster() {
        cell.change(FASTER, Inherit.PROPORTIONALLY);
    }

    @Operation
    public void slower() {
        cell.change(SPEC, Inherit.PROPORTIONALLY);
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
                .check(RateLincheckTest.class);
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
                .check(RateLincheckTest.class);
    }
}
