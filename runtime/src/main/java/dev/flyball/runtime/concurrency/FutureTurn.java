package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** A turn as a future of the place; given up by cancelling it. A place that comes too late is given back. */
final class FutureTurn<P> extends CompletableFuture<P> implements Turn {

    private final LongFunction<P> permit;
    private final Consumer<P> giveBack;
    private final LongFunction<RefusedException> refusal;
    private volatile Runnable leave = () -> {};

    /**
     * @param permit makes a place of an answer that admits
     * @param giveBack takes a place back that nobody took
     * @param refusal makes an exception of an answer that refuses
     */
    FutureTurn(LongFunction<P> permit, Consumer<P> giveBack, LongFunction<RefusedException> refusal) {
        this.permit = permit;
        this.giveBack = giveBack;
        this.refusal = refusal;
    }

    @Override
    public void done(long answer) {
        if (answer < Gate.ADMITTED) {
            completeExceptionally(refusal.apply(answer));
            return;
        }
        P place = permit.apply(answer);
        if (!complete(place)) {
            giveBack.accept(place);
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
