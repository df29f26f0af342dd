package dev.flyball.runtime.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Several threads that call something again and again, each with its own seed, and one that interrupts them. */
final class Storm {

    /** One call of many. */
    interface Call {
        void make(Random random) throws Exception;
    }

    private Storm() {}

    /** Ends when every caller has made its calls; fails if one failed, or a minute was not enough. */
    static void rage(int callers, int calls, Call call) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Thread> targets = new ArrayList<>();
        List<Future<?>> ends = new ArrayList<>();
        AtomicInteger busy = new AtomicInteger(callers);
        for (int caller = 0; caller < callers; caller++) {
            Random random = new Random(caller);
            ends.add(threads.submit(() -> {
                synchronized (targets) {
                    targets.add(Thread.currentThread());
                }
                try {
                    for (int i = 0; i < calls; i++) {
                        try {
                            call.make(random);
                        } catch (InterruptedException disturbed) {
                            // a way for a call to end
                        }
                    }
                    return null;
                } finally {
                    busy.decrementAndGet();
                }
            }));
        }
        Random random = new Random(-1);
        while (busy.get() > 0) {
            synchronized (targets) {
                if (!targets.isEmpty()) {
                    targets.get(random.nextInt(targets.size())).interrupt();
                }
            }
            LockSupport.parkNanos(200_000);
        }
        try {
            for (Future<?> end : ends) {
                end.get(60, TimeUnit.SECONDS);
            }
        } catch (ExecutionException failed) {
            throw new AssertionError("a caller failed", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
