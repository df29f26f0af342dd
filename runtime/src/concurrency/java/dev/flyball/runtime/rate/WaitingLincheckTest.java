package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** Whatever threads do at once to a cell whose callers wait and leave, it is as if they had done it one after the other. */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "permits", gen = IntGen.class, conf = "1:2")
public abstract class WaitingLincheckTest {

    private static final int THREADS = 8;

    private final ManualClock clock = new ManualClock(9);
    private final Cell cell;
    private final @Nullable Place[] places = new Place[THREADS];

    WaitingLincheckTest(Pace pace) {
        ManualAlarm alarm = new ManualAlarm(clock);
        this.cell = pace instanceof RateSpec bucket
                ? new RateCell(bucket, clock, alarm, 0)
                : new PacedCell(pace, clock, alarm, 0);
    }

    @Operation
    public long admit(@Param(name = "permits") int permits) {
        return cell.admit(clock.nanos(), permits);
    }

    /** Joins the line, unless this thread is in it. */
    @Operation
    public long join(@Param(gen = ThreadIdGen.class) int thread) {
        if (places[thread] != null) {
            return 1;
        }
        Place place = new Place();
        long answer = cell.awaitLater(clock.nanos(), 1, 100, place);
        if (answer == Gate.PENDING) {
            places[thread] = place;
        }
        return answer;
    }

    /** Leaves the line, if this thread is in it. */
    @Operation
    public boolean leave(@Param(gen = ThreadIdGen.class) int thread) {
        Place place = places[thread];
        if (place == null) {
            return false;
        }
        places[thread] = null;
        place.leave.run();
        return true;
    }

    @Operation
    public long available() {
        return cell.availablePermits(clock.nanos());
    }

    private static final class Place implements Turn {
        private Runnable leave = () -> {};

        @Override
        public void done(long answer) {}

        @Override
        public void onCancel(Runnable how) {
            leave = how;
        }
    }

    void underStress(Class<? extends WaitingLincheckTest> type) {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(type);
    }

    void inEveryInterleaving(Class<? extends WaitingLincheckTest> type) {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(type);
    }
}
