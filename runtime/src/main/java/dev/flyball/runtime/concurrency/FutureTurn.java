package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import java.util.concurrent.CompletableFuture;

/** A turn as a future of the place; given up by cancelling it. A place that comes too late is given back. */
final class FutureTurn extends CompletableFuture<Permit> implements Turn {

    private final Bulkhead bulkhead;
    private final long maxWait;
    private volatile Runnable leave = () -> {};

    FutureTurn(Bulkhead bulkhead, long maxWait) {
        this.bulkhead = bulkhead;
        this.maxWait = maxWait;
    }

    @Override
    public void done(long answer) {
        if (answer < Gate.ADMITTED) {
            completeExceptionally(bulkhead.refusal(answer, maxWait));
            return;
        }
        Permit permit = new Permit(bulkhead);
        if (!complete(permit)) {
            permit.release();
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
