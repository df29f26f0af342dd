package dev.flyball.runtime.timeout;

import static java.util.Objects.requireNonNull;

import dev.flyball.runtime.time.Alarm;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link Timeout#stage}: the caller's future. The body's stage and the alarm race for {@code over}; the alarm
 * is asked only for a stage that is not complete when the body returns it.
 */
final class TimedStage<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Timeout timeout;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable CompletionStage<T> source;
    private volatile Alarm.@Nullable Pending pending;

    TimedStage(Timeout timeout) {
        this.timeout = timeout;
    }

    CompletableFuture<T> start(Supplier<? extends CompletionStage<T>> body) {
        long since = timeout.clock().nanos();
        long nanos = timeout.nanos();
        CompletionStage<T> stage = requireNonNull(body.get(), "the body answered null instead of a stage");
        source = stage;
        stage.whenComplete((value, failure) -> {
            if (over.compareAndSet(false, true)) {
                waitNoLonger();
                timeout.endedInTime(failure);
                if (failure == null) {
                    complete(value);
                } else {
                    completeExceptionally(failure);
                }
            }
        });
        if (!over.get()) {
            pending = timeout.alarm().at(since + nanos, () -> ring(nanos));
            if (over.get()) {
                waitNoLonger();
            }
        }
        return this;
    }

    private void waitNoLonger() {
        Alarm.Pending ring = pending;
        if (ring != null) {
            ring.cancel();
        }
    }

    private void ring(long nanos) {
        if (over.compareAndSet(false, true)) {
            try {
                timeout.executor().execute(() -> expire(nanos));
            } catch (RejectedExecutionException closed) {
                expire(nanos);
            }
        }
    }

    private void expire(long nanos) {
        completeExceptionally(timeout.expired(timeout.name(), nanos));
        cancelSource();
    }

    private void cancelSource() {
        CompletionStage<T> stage = source;
        if (stage != null) {
            stage.toCompletableFuture().cancel(true);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            cancelSource();
        }
        return cancelled;
    }
}
