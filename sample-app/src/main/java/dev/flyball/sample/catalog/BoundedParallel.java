package dev.flyball.sample.catalog;

import dev.flyball.runtime.pool.Bounded;
import dev.flyball.runtime.pool.Bounds;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * So many workers, and a queue that makes whoever reads wait for whoever writes. The one place where Atlas uses Flyball
 * by hand.
 */
public final class BoundedParallel implements Parallel {

    private final int workers;
    private final int queue;

    /** @param queue how many results may wait to be taken, besides those in work */
    public BoundedParallel(int workers, int queue) {
        this.workers = workers;
        this.queue = queue;
    }

    @Override
    public <I, R> void each(List<I> items, Function<I, R> work, Consumer<R> out)
            throws InterruptedException, ExecutionException {
        Bounded.process(items.iterator(), work, Bounds.of(workers).withQueue(queue), out);
    }
}
