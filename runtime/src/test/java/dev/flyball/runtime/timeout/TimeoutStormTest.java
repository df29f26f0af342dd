package dev.flyball.runtime.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flyball.runtime.Flyball;
import dev.flyball.runtime.Guard;
import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.time.Clock;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Thousands of calls that race their deadlines: each ends once, interrupts nobody later, and gives its place back. */
class TimeoutStormTest {

    private static final int CALLS = 3000;

    private final Bulkhead bulkhead = new Bulkhead("storm", 3, 2, Clock.system());
    private final Timeout outer = Timeout.of("storm.outer", Duration.ofNanos(300_000));
    private final Timeout inner = Timeout.of("storm.inner", Duration.ofNanos(100_000));
    private final Guard guard =
            Flyball.guard("storm.place").timeout(outer).bulkhead(bulkhead).build();
    private final LongAdder ran = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicReference<Throwable> wrong = new AtomicReference<>();

    private final class Caller implements Runnable {
        private final Random random;
        private boolean outside;

        Caller(long seed) {
            random = new Random(seed);
        }

        @Override
        public void run() {
            try {
                for (int i = 0; i < CALLS; i++) {
                    outside = random.nextInt(3) == 0;
                    if (outside) {
                        Thread.currentThread().interrupt();
                    }
                    one();
                    assertThat(Thread.interrupted()).as("call " + i).isEqualTo(outside);
                }
            } catch (Throwable failure) {
                wrong.compareAndSet(null, failure);
            }
        }

        private void one() throws Exception {
            try {
                guard.call(() -> {
                    ran.increment();
                    work(400);
                    if (random.nextInt(3) == 0) {
                        nested();
                    }
                    work(random.nextInt(200));
                    return null;
                });
            } catch (CallTimedOutException late) {
                // as likely as not
            } catch (RefusedException full) {
                refused.increment();
            }
        }

        private void nested() {
            try {
                inner.run(() -> work(200));
            } catch (CallTimedOutException late) {
                // as likely as not
            }
        }

        private void work(int atMostMicros) {
            long end = System.nanoTime() + 1000L * random.nextInt(atMostMicros + 1);
            while (System.nanoTime() - end < 0) {
                if (random.nextInt(50) == 0 && Thread.interrupted()) {
                    outside = false;
                }
                Thread.onSpinWait();
            }
        }
    }

    private void storm(ThreadFactory threads, int callers) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Thread thread = threads.newThread(new Caller(i));
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(wrong.get()).isNull();
        assertThat(bulkhead.inFlight()).isZero();
        assertThat(bulkhead.waiting()).isZero();
        Timeout.Snapshot counts = outer.snapshot();
        long told = counts.inTime() + counts.timedOut() + counts.late();
        assertThat(told + refused.sum()).isEqualTo((long) callers * CALLS);
        assertThat(counts.late() + counts.timedOut()).isPositive();
        assertThat(ran.sum()).isPositive();
    }

    @Test
    void onPlatformThreads() throws Exception {
        storm(Executors.defaultThreadFactory(), 4);
    }

    @Test
    void onVirtualThreads() throws Exception {
        ThreadFactory threads = virtual();
        assumeTrue(threads != null, "this JVM has no virtual threads");
        storm(threads, 4);
    }

    private static ThreadFactory virtual() throws ReflectiveOperationException {
        Method ofVirtual;
        try {
            ofVirtual = Thread.class.getMethod("ofVirtual");
        } catch (NoSuchMethodException before21) {
            return null;
        }
        Object builder = ofVirtual.invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }
}
