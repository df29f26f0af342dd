package dev.flyball.runtime.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks that are all there from the start, on a conveyor with room for every one of them. */
final class Gather {

    private Gather() {}

    @SuppressWarnings("unchecked") // a conveyor that makes no outcomes makes Ts
    static <T extends @Nullable Object> List<T> results(
            Bounds bounds, Collection<? extends Callable<? extends T>> tasks, @Nullable Semaphore permits)
            throws InterruptedException, ExecutionException {
        Callable<? extends T>[] all = checked(tasks, permits);
        if (all.length == 0) {
            return new ArrayList<>();
        }
        List<T> results = new ArrayList<>(all.length);
        Conveyor<Callable<? extends T>, T> conveyor = conveyor(bounds, all, permits, false);
        try {
            while (conveyor.advance()) {
                results.add((T) conveyor.take());
            }
        } finally {
            conveyor.close();
        }
        return results;
    }

    @SuppressWarnings("unchecked") // a conveyor asked for outcomes makes outcomes
    static <T extends @Nullable Object> List<Outcome<T>> outcomes(
            Bounds bounds, Collection<? extends Callable<? extends T>> tasks, @Nullable Semaphore permits)
            throws InterruptedException {
        Callable<? extends T>[] all = checked(tasks, permits);
        if (all.length == 0) {
            return new ArrayList<>();
        }
        List<Outcome<T>> outcomes = new ArrayList<>(all.length);
        Conveyor<Callable<? extends T>, T> conveyor = conveyor(bounds, all, permits, true);
        try {
            while (conveyor.advance()) {
                outcomes.add((Outcome<T>) conveyor.take());
            }
        } catch (ExecutionException ended) {
            TimeoutException timeout = conveyor.timeout();
            if (timeout == null) {
                throw new AssertionError("outcomes do not throw", ended);
            }
            while (outcomes.size() < all.length) {
                if (conveyor.hasNextAfterEnd()) {
                    outcomes.add((Outcome<T>) conveyor.take());
                } else {
                    outcomes.add(new Outcome.Failure<>(timeout));
                    conveyor.skip();
                }
            }
        } finally {
            conveyor.close();
        }
        return outcomes;
    }

    private static <T extends @Nullable Object> Conveyor<Callable<? extends T>, T> conveyor(
            Bounds bounds, Callable<? extends T>[] tasks, @Nullable Semaphore permits, boolean asOutcomes) {
        Conveyor.Step<Callable<? extends T>, T> step = Callable::call;
        return new Conveyor<Callable<? extends T>, T>(tasks, step, bounds, permits, asOutcomes).within(bounds);
    }

    /** Stages that are all asked for from the start. */
    static <T extends @Nullable Object, F extends @Nullable Object> CompletableFuture<F> stages(
            Bounds bounds,
            Collection<? extends Supplier<? extends CompletionStage<? extends T>>> suppliers,
            boolean asOutcomes,
            int total,
            Consumer<Object> out,
            Supplier<F> whole) {
        List<Supplier<? extends CompletionStage<? extends T>>> all = new ArrayList<>(suppliers);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == null) {
                throw nullTask(i, all.size());
            }
        }
        int window = Math.max(all.size(), 1);
        return new StageConveyor<Supplier<? extends CompletionStage<? extends T>>, T, F>(
                        all.iterator(), Supplier::get, bounds, window, asOutcomes, out, whole, total)
                .start(bounds);
    }

    private static IllegalArgumentException nullTask(int number, int of) {
        return new IllegalArgumentException("[null-task] task " + number + " of " + of + " is null; leave it out");
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a fresh array of what the collection holds
    private static <T extends @Nullable Object> Callable<? extends T>[] checked(
            Collection<? extends Callable<? extends T>> tasks, @Nullable Semaphore permits) {
        Callable[] all = tasks.toArray(new Callable[0]);
        for (int i = 0; i < all.length; i++) {
            if (all[i] == null) {
                throw nullTask(i, all.length);
            }
        }
        if (permits != null && Nest.callerHolds(permits)) {
            throw new IllegalStateException("[semaphore-nested] a task that holds a permit gathers " + all.length
                    + " tasks on the same semaphore, which could wait for that permit for ever; "
                    + "give the inner tasks a semaphore of their own");
        }
        return all;
    }
}
