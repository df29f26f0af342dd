package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A turn as a future: done with the gate's answer, and given up by cancelling it. */
final class FutureTurn extends CompletableFuture<@Nullable Void> implements Turn {

    private final LongFunction<RateLimitedException> refusal;
    private volatile Runnable leave = () -> {};

    FutureTurn(LongFunction<RateLimitedException> refusal) {
        this.refusal = refusal;
    }

    @Override
    public void done(long answer) {
        if (answer >= Gate.ADMITTED) {
            complete(null);
        } else {
            completeExceptionally(refusal.apply(answer));
        }
    }

    @Override
    public void onCancel(Runnable how) {
        leave = how;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            leave.run();
        }
        return cancelled;
    }
}
