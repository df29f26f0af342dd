package dev.flyball.runtime.breaker;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads do at once to a breaker, a {@link Model} with a word for everything could have done one after the
 * other. The state is one reference, so the whole breaker is checked: admissions, endings, overrides, and time. The
 * window is large enough never to be full: what leaves a full one when two calls end at once is not promised. Few kinds
 * of operations, and a verdict at the first outcome, so that short histories are full of edges.
 */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "failed", gen = BooleanGen.class)
@Param(name = "forced", gen = BooleanGen.class)
public class BreakerLincheckTest {

    private static final int MINIMUM = 1;
    private static final int PROBES = 2;
    private static final long OPEN_FOR = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong now = new AtomicLong(1);

    private final CircuitBreaker breaker = new CircuitBreaker(
            "lincheck",
            BreakerSpec.DEFAULT
                    .withWindow(32)
                    .withMinimumCalls(MINIMUM)
                    .withProbes(PROBES)
                    .withOpenFor(Duration.ofNanos(OPEN_FOR)),
            new Clock() {
                @Override
                public long nanos() {
                    return now.get();
                }

                @Override
                public void parkUntil(Object blocker, long deadline) {
                    throw new AssertionError("a breaker never waits");
                }
            },
            EventSink.NONE);

    private final long[] permits = new long[8];

    /** The checker makes one for each history. */
    public BreakerLincheckTest() {
        Arrays.fill(permits, -1);
    }

    /** Asks for a permit, unless this thread has one. */
    @Operation
    public boolean admit(@Param(gen = ThreadIdGen.class) int thread) {
        if (permits[thread] < 0) {
            permits[thread] = breaker.admit(0);
        }
        return permits[thread] >= 0;
    }

    /** Ends this thread's call, if there is one. */
    @Operation
    public void settle(@Param(gen = ThreadIdGen.class) int thread, @Param(name = "failed") boolean failed) {
        if (permits[thread] >= 0) {
            breaker.settle(permits[thread], 0, 0, failed ? new IllegalStateException() : null);
            permits[thread] = -1;
        }
    }

    @Operation
    public void overrule(@Param(name = "forced") boolean forced) {
        if (forced) {
            breaker.forceOpen();
        } else {
            breaker.reset();
        }
    }

    @Operation
    public boolean halfOpen() {
        return breaker.halfOpen();
    }

    @Operation
    public void timePasses() {
        now.addAndGet(OPEN_FOR);
    }

    /** The same with plain fields, for one thread at a time. */
    public static final class Model {
        private final int[] terms = new int[8];
        private final boolean[] admitted = new boolean[8];
        private State state = State.CLOSED;
        private int term;
        private int calls;
        private int failures;
        private int inFlight;
        private long now;
        private long until;

        public Model() {}

        public boolean admit(int thread) {
            if (admitted[thread]) {
                return true;
            }
            if (state == State.OPEN && now >= until) {
                go(State.HALF_OPEN);
            }
            boolean passes = state == State.CLOSED || (state == State.HALF_OPEN && inFlight + calls < PROBES);
            if (passes) {
                inFlight++;
                terms[thread] = term;
                admitted[thread] = true;
            }
            return passes;
        }

        public void settle(int thread, boolean failed) {
            boolean mine = admitted[thread] && terms[thread] == term;
            admitted[thread] = false;
            if (!mine) {
                return;
            }
            inFlight--;
            calls++;
            failures += failed ? 1 : 0;
            if (calls >= MINIMUM && 2 * failures >= calls) {
                until = now + OPEN_FOR;
                go(State.OPEN);
            } else if (state == State.HALF_OPEN && calls == PROBES) {
                go(State.CLOSED);
            }
        }

        public void overrule(boolean forced) {
            if (!forced || state != State.FORCED_OPEN) {
                go(forced ? State.FORCED_OPEN : State.CLOSED);
            }
        }

        public boolean halfOpen() {
            boolean changes = state != State.HALF_OPEN;
            if (changes) {
                go(State.HALF_OPEN);
            }
            return changes;
        }

        public void timePasses() {
            now += OPEN_FOR;
        }

        private void go(State next) {
            state = next;
            term++;
            calls = 0;
            failures = 0;
            inFlight = 0;
        }
    }

    @Test
    void underStress() {
        new StressOptions()
                .iterations(40)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(4)
                .actorsBefore(0)
                .actorsAfter(2)
                .sequentialSpecification(Model.class)
                .check(BreakerLincheckTest.class);
    }

    @Test
    void inEveryInterleaving() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(4)
                .actorsBefore(0)
                .actorsAfter(2)
                .sequentialSpecification(Model.class)
                .check(BreakerLincheckTest.class);
    }
}
