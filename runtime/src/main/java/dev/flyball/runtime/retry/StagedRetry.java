package dev.flyball.runtime.retry;

import dev.flyball.runtime.time.Alarm;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link Retry#stage}: the caller's future, and the attempt or pause behind it.
 *
 * <p>Attempts follow one another: each field is written by the attempt in hand, and the next one begins after the alarm
 * or executor took it over, which orders them. Only {@code behind} is raced for, by whoever cancels: it is written before
 * the future is looked at again, all volatile, so that a cancellation either finds it or is found.
 */
final class StagedRetry<T extends @Nullable Object> {

    private final Retry retry;
    private final Supplier<? extends @Nullable CompletionStage<T>> body;
    private final Alarm alarm;
    private final Executor executor;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Earlier earlier = new Earlier();
    private final long startedAt;
    private int attempts = 1;
    private final AtomicReference<Runnable> behind = new AtomicReference<>(() -> {});

    StagedRetry(Retry retry, Supplier<? extends @Nullable CompletionStage<T>> body, Alarm alarm, Executor executor) {
        this.retry = retry;
        this.body = body;
        this.alarm = alarm;
        this.executor = executor;
        this.startedAt = retry.clock().nanos();
    }

    @Nullable
    CompletableFuture<T> start() {
        retry.begin(startedAt);
        CompletionStage<T> stage;
        try {
            stage = body.get();
        } catch (Throwable failure) {
            if (!again(failure)) {
                retry.end(attempts, failure);
                throw failure;
            }
            result.whenComplete(this::reachBehind);
            return result;
        }
        if (stage == null) {
            retry.end(attempts, missing());
            return null;
        }
        result.whenComplete(this::reachBehind);
        follow(stage);
        return result;
    }

    private void resume() {
        try {
            executor.execute(this::attempt);
        } catch (RejectedExecutionException failure) {
            over(null, failure);
        }
    }

    private void attempt() {
        if (result.isDone()) {
            over(null, new CancellationException());
            return;
        }
        attempts++;
        CompletionStage<T> stage;
        try {
            stage = body.get();
        } catch (Throwable failure) {
            ended(null, failure);
            return;
        }
        if (stage == null) {
            ended(null, missing());
        } else {
            follow(stage);
        }
    }

    private void follow(CompletionStage<T> stage) {
        behind.set(() -> stage.toCompletableFuture().cancel(true));
        stage.whenComplete(this::ended);
        if (result.isDone()) {
            behind.get().run();
        }
    }

    private void ended(T value, @Nullable Throwable failure) {
        if (failure == null || result.isDone() || !again(failure)) {
            over(value, failure);
        }
    }

    /** Arranges another attempt, if there is to be one. */
    private boolean again(Throwable failure) {
        long now = retry.clock().nanos();
        long pause = retry.next(attempts, startedAt, now, failure);
        if (pause == Retry.NO_MORE) {
            return false;
        }
        earlier.add(failure);
        Runnable before = behind.get();
        Alarm.Pending pending = alarm.at(now + pause, this::resume);
        Runnable cancel = () -> {
            if (pending.cancel()) {
                over(null, new CancellationException());
            }
        };
        behind.compareAndSet(before, cancel); // unless the alarm has rung and the next attempt stands behind the future
        if (result.isDone()) {
            cancel.run();
        }
        return true;
    }

    private void over(T value, @Nullable Throwable failure) {
        retry.end(attempts, failure);
        if (failure == null) {
            result.complete(value);
        } else {
            earlier.attachTo(failure);
            result.completeExceptionally(failure);
        }
    }

    private void reachBehind(@Nullable T value, @Nullable Throwable failure) {
        if (result.isCancelled()) {
            behind.get().run();
        }
    }

    private static Throwable missing() {
        return new NullPointerException("an attempt answered null instead of a stage");
    }
}
