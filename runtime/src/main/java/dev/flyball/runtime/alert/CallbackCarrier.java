package dev.flyball.runtime.alert;

import dev.flyball.model.Durations;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls what a program has handed in, each alert on a thread of its own, which is interrupted when the time is up.
 * {@code running}: set by whoever starts such a thread, cleared as its last deed, so that a callback that never ends
 * costs one thread and not one for each alert.
 */
final class CallbackCarrier implements Carrier {

    private final String name;
    private final AlertChannel callback;
    private final long limit;
    private final Clock clock;
    private final Alarm alarm;
    private final ThreadFactory threads;
    private final AtomicBoolean running = new AtomicBoolean();

    /** @param limit nanoseconds that one call may take */
    CallbackCarrier(String name, AlertChannel callback, long limit, Clock clock, Alarm alarm, ThreadFactory threads) {
        this.name = name;
        this.callback = callback;
        this.limit = limit;
        this.clock = clock;
        this.alarm = alarm;
        this.threads = threads;
    }

    @Override
    public CompletionStage<ChannelOutcome> carry(Alert alert, boolean once) {
        if (!running.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(
                    ChannelOutcome.failed(name, "the callback is still busy with an earlier alert"));
        }
        CompletableFuture<ChannelOutcome> done = new CompletableFuture<>();
        Thread thread = threads.newThread(() -> done.complete(call(alert)));
        Alarm.Pending timeUp = alarm.at(clock.nanos() + limit, () -> {
            if (done.complete(ChannelOutcome.failed(name, "the callback took longer than " + Durations.print(limit)))) {
                thread.interrupt();
            }
        });
        thread.start();
        return done.whenComplete((outcome, none) -> timeUp.cancel());
    }

    private ChannelOutcome call(Alert alert) {
        try {
            callback.send(alert);
            return ChannelOutcome.delivered(name, "returned");
        } catch (Throwable broken) { // an Error too: it is the program's, and nobody else's
            return ChannelOutcome.failed(name, String.valueOf(broken));
        } finally {
            running.set(false);
        }
    }
}
