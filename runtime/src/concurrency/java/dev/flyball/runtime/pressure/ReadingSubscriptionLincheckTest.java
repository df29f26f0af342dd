package dev.flyball.runtime.pressure;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However offers, requests and a cancellation meet: the subscriber hears one thing at a time and no more than it asked
 * for, and when all is quiet no reading is left over that somebody has asked for.
 */
@Tag("concurrency")
@SuppressWarnings("exports") // public for the checker's sake, not for users
@Param(name = "n", gen = IntGen.class, conf = "1:2")
public class ReadingSubscriptionLincheckTest {

    private static final PressureReading READING =
            new PressureReading(0, PressureLevel.NORMAL, "", List.of(), List.of(), 0);

    /** Everything is told in the thread that finds something to tell. */
    private final Listener listener = new Listener();

    private final ReadingSubscription subscription =
            new ReadingSubscription(listener, Runnable::run, new LongAdder(), gone -> {});

    /** The checker makes one for each history. */
    public ReadingSubscriptionLincheckTest() {
        subscription.begin();
    }

    private static final class Listener implements Flow.Subscriber<PressureReading> {
        private boolean inside;
        private int heard;
        private boolean wrong;

        @Override
        public void onSubscribe(Flow.Subscription given) {}

        @Override
        public void onNext(PressureReading reading) {
            wrong |= inside;
            inside = true;
            heard++;
            inside = false;
        }

        @Override
        public void onError(Throwable failure) {
            wrong = true;
        }

        @Override
        public void onComplete() {
            wrong = true;
        }
    }

    @Operation
    public void offer() {
        subscription.offer(READING);
    }

    @Operation
    public void request(@Param(name = "n") int n) {
        subscription.request(n);
    }

    @Operation
    public void cancel() {
        subscription.cancel();
    }

    @Validate
    public void nothingIsLeftOver() {
        if (listener.wrong || !subscription.quiet()) {
            throw new IllegalStateException(
                    "heard " + listener.heard + ", wrong " + listener.wrong + ", or a reading asked for is left");
        }
    }

    @Test
    void underStress() {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(ReadingSubscriptionLincheckTest.class);
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
                .check(ReadingSubscriptionLincheckTest.class);
    }
}
