package dev.flyball.runtime.retry;

import static java.util.Objects.requireNonNull;

import dev.flyball.runtime.time.Alarm;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link Retry#stage}: the caller's future, with the attempt or pause behind it.
 *
 * <p>Attempts follow one another: the plain fields are written by the attempt in hand, and the next one begins after
 * alarm and executor took it over, which orders them. Only {@code behind} is raced for, by whoever cancels: it is
 * volatile, and written before the future is looked at again, so that a cancellation either finds it or is found. A
 * pause stands there before the alarm knows of it, for the alarm may ring, and the next attempt take its place, before
 * the alarm has answered.
 */
final class StagedRetry<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Retry retry;
    private final Supplier<? extends CompletionStage<T>> body;
    private final Alarm alarm;
    private final Executor executor;
    private final Earlier earlier = new Earlier();
    private final long startedAt;
    private int attempts = 1;
    private volatile Runnable behind = () -> {};

    StagedRetry(Retry retry, Supplier<? extends CompletionStage<T>> body, Alarm alarm, Executor executor) {
        this.retry = retry;
        this.body = body;
        this.alarm = alarm;
        this.executor = executor;
        this.startedAt = retry.clock().nanos();
    }

    /** Makes the first attempt. */
    CompletableFuture<T> start() {
        retry.begin(startedAt);
        CompletionStage<T> stage;
        try {
            stage = ask();
        } catch (Throwable failure) {
            if (again(failure)) {
                return this;
            }
            retry.end(attempts, failure);
            throw failure;
        }
        follow(stage);
        return this;
    }

    private CompletionStage<T> ask() {
        return requireNonNull(body.get(), "the body answered null instead of a stage");
    }

    private void resume() {
        try {
            executor.execute(this::attempt);
        } catch (RejectedExecutionException failure) {
            over(failure);
        }
    }

    private void attempt() {
        if (isDone()) {
            over(new CancellationException());
            return;
        }
        attempts++;
        CompletionStage<T> stage;
        try {
            stage = ask();
        } catch (Throwable failure) {
            failed(failure);
            return;
        }
        follow(stage);
    }

    private void follow(CompletionStage<T> stage) {
        behind = () -> stage.toCompletableFuture().cancel(true);
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                retry.end(attempts, null);
                complete(value);
            } else {
                failed(failure);
            }
        });
        if (isDone()) {
            behind.run();
        }
    }

    private void failed(Throwable failure) {
        if (isDone() || !again(failure)) {
            over(failure);
        }
    }

    /** Arranges another attempt, if there is to be one. */
    private boolean again(Throwable failure) {
        long now = retry.clock().nanos();
        long nanos = retry.next(attempts, startedAt, now, failure);
        if (nanos == Retry.NO_MORE) {
            return false;
        }
        earlier.add(failure);
        Pause pause = new Pause();
        behind = pause;
        pause.begun(alarm.at(now + nanos, this::resume));
        if (isDone()) {
            pause.run();
        }
        return true;
    }

    private void over(Throwable failure) {
        retry.end(attempts, failure);
        earlier.attachTo(failure);
        completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            behind.run();
        }
        return cancelled;
    }

    /** Calling it off ends the call, unless the alarm has rung. Each side writes its word, then reads the other's. */
    private final class Pause implements Runnable {
        private volatile Alarm.@Nullable Pending pending;
        private volatile boolean off;

        void begun(Alarm.Pending ringing) {
            pending = ringing;
            if (off) {
                callOff(ringing);
            }
        }

        @Override
        public void run() {
            off = true;
            Alarm.Pending ringing = pending;
            if (ringing != null) {
                callOff(ringing);
            }
        }

        private void callOff(Alarm.Pending ringing) {
            if (ringing.cancel()) {
                over(new CancellationException());
            }
        }
    }
}
