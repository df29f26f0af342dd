package dev.flyball.runtime.concurrency;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do at once to quotas, it is as if they had done it one after the other: also with limits changing. */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "owner", gen = IntGen.class, conf = "0:1")
@Param(name = "n", gen = IntGen.class, conf = "1:2")
public class QuotasLincheckTest {

    private final Quotas quotas = new Quotas("lincheck", 2, 4);

    /** The checker makes one for each history. */
    public QuotasLincheckTest() {}

    @Operation
    public boolean take(@Param(name = "owner") int owner, @Param(name = "n") int n) {
        return quotas.tryAcquire(owner, n);
    }

    /** Giving back what is not held changes nothing. */
    @Operation
    public boolean give(@Param(name = "owner") int owner, @Param(name = "n") int n) {
        try {
            quotas.release(owner, n);
            return true;
        } catch (IllegalStateException notHeld) {
            return false;
        }
    }

    @Operation
    public void limit(@Param(name = "owner") int owner, @Param(name = "n") int n) {
        quotas.limit(owner, n);
    }

    @Operation
    public void reset(@Param(name = "owner") int owner) {
        quotas.resetLimit(owner);
    }

    @Operation
    public int held(@Param(name = "owner") int owner) {
        return quotas.held(owner);
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
                .check(QuotasLincheckTest.class);
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
                .check(QuotasLincheckTest.class);
    }
}
