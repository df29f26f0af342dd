package dev.flyball.runtime.rate;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do at once to an adaptive window that is closed and changed, it is as if one after the other. */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "permits", gen = IntGen.class, conf = "1:2")
public class CeilingLincheckTest {

    private final ManualClock clock = new ManualClock(9);
    private final AdaptiveWindow window = new AdaptiveWindow(
            "lincheck", new AdaptiveWindowSpec(3, 1, 10, 0), Signals.USUAL, clock, new ManualAlarm(clock));

    /** The checker makes one for each history. */
    public CeilingLincheckTest() {}

    @Operation
    public boolean take(@Param(name = "permits") int permits) {
        return window.tryAcquire(permits);
    }

    @Operation
    public void close(@Param(name = "permits") int nanos) {
        window.closeFor(Duration.ofNanos(nanos));
    }

    @Operation
    public void fail() {
        window.ended(Duration.ZERO, new TimeoutException());
    }

    @Operation
    public long limit() {
        return window.limit();
    }

    @Test
    void underStress() {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(CeilingLincheckTest.class);
    }

    @Test
    void inEveryInterleaving() {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(CeilingLincheckTest.class);
    }
}
