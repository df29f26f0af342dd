package dev.flyball.runtime.pool;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens at once: a piece that was brought is done, or a thread has been asked for to do it; never more are at
 * work than allowed; and who left is not counted.
 */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
public class CrewLincheckTest {

    private static final int MOST = 1;

    private final ConcurrentLinkedQueue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pieces = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private volatile boolean tooMany;

    private final Crew crew = new Crew(
            new Crew.Work() {
                @Override
                public long untaken() {
                    return pieces.get();
                }

                @Override
                public boolean doOne() {
                    int left = pieces.get();
                    while (left > 0 && !pieces.compareAndSet(left, left - 1)) {
                        left = pieces.get();
                    }
                    if (left > 0) {
                        if (atOnce.incrementAndGet() > MOST) {
                            tooMany = true;
                        }
                        atOnce.decrementAndGet();
                    }
                    return left > 0;
                }

                @Override
                public boolean isMoreToCome() {
                    return false;
                }

                @Override
                public void quiet() {}
            },
            MOST,
            asked::add,
            new Nest(null));

    /** The checker makes one for each history. */
    public CrewLincheckTest() {}

    /** Somebody has something to do. */
    @Operation
    public void bring() {
        pieces.incrementAndGet();
        crew.invite(MOST);
    }

    /** A thread that was asked for comes. */
    @Operation
    public void come() {
        Runnable arrival = asked.poll();
        if (arrival != null) {
            arrival.run();
        }
    }

    /** Asked when all is quiet: nothing is lost. */
    @Validate
    public void nothingIsForgotten() {
        if (pieces.get() > 0 && asked.isEmpty()) {
            throw new IllegalStateException(pieces.get() + " pieces, and nobody was asked");
        }
        if (crew.atWork() != 0 || tooMany) {
            throw new IllegalStateException(crew.atWork() + " at work, too many: " + tooMany);
        }
    }

    /** One after the other, an operation answers nothing: what counts is what is left. */
    public static final class Sequential {
        /** For the checker. */
        public Sequential() {}

        public void bring() {}

        public void come() {}
    }

    @Test
    void underStress() {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .sequentialSpecification(Sequential.class)
                .check(CrewLincheckTest.class);
    }

    @Test
    void inEveryInterleaving() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .sequentialSpecification(Sequential.class)
                .check(CrewLincheckTest.class);
    }
}
