package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Alarm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Items on their way through a function that answers with stages; no thread waits for them.
 *
 * <p>Whoever has something new (the caller, each stage that ends) raises {@code turns} by one. Who raised it from zero
 * does all there is to do, until it has brought it back to zero: reading items, beginning stages, handing out results. So
 * one thread at a time does that, each sees what the one before wrote, and a stage that has ended before it was begun
 * only raises the number again: no depth of such stages becomes depth of stack. All fields without a word about it belong
 * to the thread whose turn it is; {@code end}, {@code ended} and {@code running} are for all.
 *
 * <p>To stop, {@code end} is set once and everything in {@code running} cancelled. A stage is put there before it is
 * begun, and looks at {@code end} afterwards, so that one of the two sees the other.
 */
final class StageConveyor<I extends @Nullable Object, R extends @Nullable Object, F extends @Nullable Object> {

    /** Why no stage is begun any more. */
    private sealed interface End {}

    private record Failed(CompletionException failure) implements End {}

    private record TimedOut(TimeoutException failure) implements End {}

    /** The future was completed by somebody else, or as it should: by cancelling it, for example. */
    private record Settled() implements End {}

    private final Iterator<? extends I> in;
    private final Function<? super I, ? extends @Nullable CompletionStage<? extends R>> begin;
    private final int atOnce;
    private final int window;
    private final boolean asOutcomes;
    private final Executor executor;
    private final Consumer<Object> out;
    private final Supplier<F> whole;
    private final int total;
    private final CompletableFuture<F> future = new CompletableFuture<>();

    private final AtomicInteger turns = new AtomicInteger();
    private final ArrayDeque<Begun> inOrder = new ArrayDeque<>();
    private long begun;
    private boolean settled;
    private boolean exhausted;
    private @Nullable Throwable sourceFailure;

    private final AtomicLong ended = new AtomicLong();
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private final Set<Begun> running = ConcurrentHashMap.newKeySet();
    private final List<Throwable> late = new CopyOnWriteArrayList<>();

    /** What a stage ended with; never the stage's own object, so that null results have one, too. */
    private record Ended(@Nullable Object value, @Nullable Throwable failure) {}

    /**
     * @param window items between being begun and being handed out
     * @param asOutcomes whether results are {@link Outcome}s, or a failure ends everything
     * @param out takes the results in the order of the items, one at a time
     * @param whole what the future completes with, once {@code out} has all
     * @param total how many outcomes there must be even if time runs out; -1 if nobody knows
     */
    StageConveyor(
            Iterator<? extends I> in,
            Function<? super I, ? extends @Nullable CompletionStage<? extends R>> begin,
            Bounds bounds,
            int window,
            boolean asOutcomes,
            Consumer<Object> out,
            Supplier<F> whole,
            int total) {
        this.in = in;
        this.begin = begin;
        this.atOnce = bounds.workers();
        this.window = window;
        this.asOutcomes = asOutcomes;
        this.executor = Threads.of(bounds.executor());
        this.out = out;
        this.whole = whole;
        this.total = total;
    }

    /** Begins; the future completes when every result was handed out, and stops everything when it completes otherwise. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is done at the end throws nothing
    CompletableFuture<F> start(Bounds bounds) {
        Duration span = bounds.deadline();
        if (span != null) {
            Alarm.Pending deadline = bounds.alarm().at(bounds.clock().nanos() + Ranges.nanos(span), () -> expire(span));
            future.whenComplete((done, failure) -> deadline.cancel());
        }
        future.whenComplete((done, failure) -> stop(new Settled()));
        turn();
        return future;
    }

    private void turn() {
        if (turns.getAndIncrement() == 0) {
            int seen = 1;
            while (seen != 0) {
                while (handOut() || beginOne()) {}
                settle();
                seen = turns.addAndGet(-seen);
            }
        }
    }

    /** Hands out the oldest result, if it is there. */
    private boolean handOut() {
        Begun first = inOrder.peek();
        Ended result = first == null ? null : first.result;
        if (result == null || end.get() != null) {
            return false;
        }
        inOrder.poll();
        try {
            out.accept(asOutcomes ? outcome(result) : result.value);
        } catch (Throwable thrown) {
            stop(new Failed(new CompletionException(thrown)));
        }
        return true;
    }

    @SuppressWarnings("NullAway") // a value is null only where results may be
    private static Outcome<?> outcome(Ended result) {
        return result.failure == null ? new Outcome.Success<>(result.value) : new Outcome.Failure<>(result.failure);
    }

    private boolean beginOne() {
        boolean room = begun - ended.get() < atOnce && inOrder.size() < window;
        if (!room || exhausted || end.get() != null) {
            return false;
        }
        I item;
        try {
            if (!in.hasNext()) {
                exhausted = true;
                return false;
            }
            item = in.next();
        } catch (Throwable thrown) {
            exhausted = true;
            sourceFailure = thrown;
            return false;
        }
        Begun next = new Begun(begun++);
        inOrder.add(next);
        running.add(next);
        next.begin(item);
        return true;
    }

    /** Completes the future if all is over. Stages that were cancelled are waited for, except at the deadline. */
    private void settle() {
        End why = end.get();
        if (settled || why instanceof Settled) {
            return;
        }
        boolean quiet = begun == ended.get();
        if (why instanceof TimedOut timedOut) {
            settled = true;
            timeOut(timedOut.failure);
        } else if (why instanceof Failed failed && quiet) {
            settled = true;
            fail(failed.failure);
        } else if (why == null && quiet && exhausted && inOrder.isEmpty()) {
            settled = true;
            succeed();
        }
    }

    private void succeed() {
        if (sourceFailure != null) {
            future.completeExceptionally(sourceFailure);
        } else {
            future.complete(whole.get());
        }
    }

    private void fail(CompletionException failure) {
        late.forEach(failure::addSuppressed);
        if (sourceFailure != null) {
            failure.addSuppressed(sourceFailure);
        }
        future.completeExceptionally(failure);
    }

    private void timeOut(TimeoutException timeout) {
        if (total < 0) {
            future.completeExceptionally(new CompletionException(timeout.getMessage(), timeout));
            return;
        }
        for (Begun open : inOrder) {
            Ended result = open.result;
            out.accept(result == null ? new Outcome.Failure<>(timeout) : outcome(result));
        }
        for (long i = begun; i < total; i++) {
            out.accept(new Outcome.Failure<>(timeout));
        }
        future.complete(whole.get());
    }

    /** Not in the alarm's thread, if that can be: cancelling stages, and the future, runs code of their owners. */
    private void expire(Duration span) {
        TimeoutException timeout = new TimeoutException("[stages-timeout] the deadline of " + span
                + " passed with stages unfinished; allow more time, or gather outcomes");
        Runnable stop = () -> {
            stop(new TimedOut(timeout));
            turn();
        };
        if (!Threads.start(executor, stop)) {
            stop.run();
        }
    }

    private boolean stop(End why) {
        boolean first = end.compareAndSet(null, why);
        if (first) {
            running.forEach(Begun::cancel);
        }
        return first;
    }

    /** A stage that was asked for, and what became of it. */
    private final class Begun {
        private final long number;
        private final AtomicReference<@Nullable Ended> once = new AtomicReference<>();
        private volatile @Nullable CompletionStage<? extends R> stage;
        private volatile @Nullable Ended result;

        Begun(long number) {
            this.number = number;
        }

        void begin(I item) {
            try {
                CompletionStage<? extends R> begunStage = begin.apply(item);
                if (begunStage == null) {
                    throw new IllegalStateException("[null-stage] task " + number
                            + " answered null instead of a stage; answer a completed one");
                }
                stage = begunStage;
                begunStage.whenComplete(this::end);
                if (end.get() != null) {
                    cancel();
                }
            } catch (Throwable thrown) {
                end(null, thrown);
            }
        }

        private void end(@Nullable Object value, @Nullable Throwable thrown) {
            Throwable failure =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            Ended how = end.get() instanceof TimedOut timedOut
                    ? new Ended(null, timedOut.failure)
                    : new Ended(value, failure);
            if (!once.compareAndSet(null, how)) {
                return; // a stage of somebody's own that ends twice
            }
            if (failure != null && !asOutcomes) {
                fail(failure);
            }
            result = how;
            running.remove(this);
            ended.incrementAndGet();
            turn();
        }

        private void fail(Throwable failure) {
            String message = Failures.message(number, failure);
            if (!stop(new Failed(new CompletionException(message, failure)))
                    && !(failure instanceof CancellationException)) {
                late.add(failure);
            }
        }

        private void cancel() {
            CompletionStage<? extends R> open = stage;
            if (open != null) {
                try {
                    open.toCompletableFuture().cancel(true);
                } catch (RuntimeException cannot) {
                    // a stage without a future ends by itself
                }
            }
        }
    }
}
