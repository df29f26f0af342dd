package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However arrivals, endings and cancellations interleave: when all is quiet nobody waits beside a place he could have. */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "owner", gen = IntGen.class, conf = "0:1")
public class OwnedWaitingLincheckTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int MAX = 2;
    private static final int PER_OWNER = 1;

    private record Caller(int owner, CompletableFuture<Permit> place) {}

    private final ManualClock clock = new ManualClock();
    private final Bulkhead bulkhead = new Bulkhead("lincheck", MAX, 8, clock, new ManualAlarm(clock));
    private final OwnedBulkhead shares = new OwnedBulkhead(bulkhead, PER_OWNER, 4);
    private final List<List<Caller>> callers =
            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    /** The checker makes one for each history. */
    public OwnedWaitingLincheckTest() {}

    @Operation
    public void arrive(@Param(gen = ThreadIdGen.class) int thread, @Param(name = "owner") int owner) {
        callers.get(thread).add(new Caller(owner, shares.acquireLater(owner, LONG)));
    }

    /** This thread's first caller ends, or gives up waiting. */
    @Operation
    public void end(@Param(gen = ThreadIdGen.class) int thread) {
        if (!callers.get(thread).isEmpty()) {
            CompletableFuture<Permit> place = callers.get(thread).remove(0).place();
            if (!place.cancel(false)) {
                place.join().release();
            }
        }
    }

    @Validate
    public void nobodyWaitsBesideAPlace() {
        int[] held = new int[2];
        int[] waiting = new int[2];
        callers.forEach(some -> some.forEach(caller -> (caller.place().isDone() ? held : waiting)[caller.owner()]++));
        if (bulkhead.inFlight() != held[0] + held[1] || bulkhead.waiting() != waiting[0] + waiting[1]) {
            throw new IllegalStateException("miscounted");
        }
        for (int owner = 0; owner < 2; owner++) {
            if (shares.inFlight(owner) != held[owner]) {
                throw new IllegalStateException("miscounted for an owner");
            }
            if (waiting[owner] > 0 && held[0] + held[1] < MAX && held[owner] < PER_OWNER) {
                throw new IllegalStateException("somebody waits beside a place");
            }
        }
    }

    @Test
    void inEveryInterleaving() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(OwnedWaitingLincheckTest.class);
    }
}
