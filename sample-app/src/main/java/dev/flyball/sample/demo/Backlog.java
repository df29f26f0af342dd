package dev.flyball.sample.demo;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** An executor that remembers how much work was ever with it at once, running or waiting. Thread-safe. */
final class Backlog implements Executor {

    private final Executor executor;
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();

    Backlog(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable work) {
        peak.accumulateAndGet(present.incrementAndGet(), Math::max);
        executor.execute(() -> {
            try {
                work.run();
            } finally {
                present.decrementAndGet();
            }
        });
    }

    int peak() {
        return peak.get();
    }
}
