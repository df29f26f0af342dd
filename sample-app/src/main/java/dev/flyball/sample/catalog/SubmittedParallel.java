package dev.flyball.sample.catalog;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** As one often sees it: every item is submitted to an executor at once, and the futures are asked one after the other. */
public final class SubmittedParallel implements Parallel {

    private final int workers;

    /** With so many threads, and an endless queue before them. */
    public SubmittedParallel(int workers) {
        this.workers = workers;
    }

    @Override
    public <I, R> void each(List<I> items, Function<I, R> work, Consumer<R> out)
            throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        try {
            Queue<Future<R>> futures = new ArrayDeque<>();
            for (I item : items) {
                futures.add(executor.submit(() -> work.apply(item)));
            }
            while (!futures.isEmpty()) {
                out.accept(futures.remove().get());
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
