package dev.flyball.sample.catalog;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** A way to work on many items at once and to take the results one by one, in the order of the items. */
@FunctionalInterface
public interface Parallel {

    /**
     * Applies {@code work} to every item and hands each result to {@code out}, in this thread.
     *
     * @throws ExecutionException what {@code work} threw
     */
    <I, R> void each(List<I> items, Function<I, R> work, Consumer<R> out)
            throws InterruptedException, ExecutionException;
}
