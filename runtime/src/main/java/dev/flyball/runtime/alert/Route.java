package dev.flyball.runtime.alert;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way of alerts through one channel: a mailbox, from which one after the other is carried, in order. A channel that
 * is slow or dead fills its own mailbox and delays nobody else.
 *
 * <p>{@code mailbox}, {@code busy} and {@code closed} are guarded by {@code lock}, which is never held while anything is
 * carried. {@code busy} is set by whoever starts, and cleared only by the one who finds the mailbox empty after an alert
 * has been carried. {@code carrier}: volatile, replaced by a change of settings; an alert that the old one gave up is
 * given to the new one.
 */
final class Route {

    /** What became of the alerts of a channel; shared by all routes of that name. */
    record Counts(LongAdder delivered, LongAdder failed, LongAdder dropped) {
        Counts() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }

        void count(ChannelOutcome.Result result) {
            switch (result) {
                case DELIVERED -> delivered.increment();
                case FAILED -> failed.increment();
                case DROPPED -> dropped.increment();
            }
        }
    }

    private final String name;
    private final Executor executor;
    private final Counts counts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final Mailbox mailbox = new Mailbox();
    private boolean busy;
    private boolean closed;
    private volatile Carrier carrier;

    Route(String name, Carrier carrier, Executor executor, Counts counts) {
        this.name = name;
        this.carrier = carrier;
        this.executor = executor;
        this.counts = counts;
    }

    String name() {
        return name;
    }

    /** From now on another carrier. */
    void carrier(Carrier other) {
        Carrier before = carrier;
        carrier = other;
        before.close();
    }

    /** Takes an alert; {@link #start} sets it on its way. */
    void offer(Alert alert) {
        lock.lock();
        try {
            if (closed || mailbox.add(alert) != null) {
                counts.count(ChannelOutcome.Result.DROPPED);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Begins carrying, unless that is going on. */
    void start() {
        lock.lock();
        try {
            if (busy || mailbox.size() == 0) {
                return;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        post();
    }

    private void post() {
        try {
            executor.execute(this::next);
        } catch (RuntimeException refused) { // closed for good
            stop();
        }
    }

    private void stop() {
        lock.lock();
        try {
            for (Alert lost = mailbox.poll(); lost != null; lost = mailbox.poll()) {
                counts.count(ChannelOutcome.Result.DROPPED);
            }
            busy = false;
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void next() {
        Alert alert = take();
        if (alert != null) {
            carry(alert);
        }
    }

    private @Nullable Alert take() {
        lock.lock();
        try {
            Alert alert = mailbox.poll();
            if (alert == null) {
                busy = false;
                quiet.signalAll();
            }
            return alert;
        } finally {
            lock.unlock();
        }
    }

    private void carry(Alert alert) {
        Carrier mine = carrier;
        carried(mine, alert, false).thenAccept(outcome -> {
            if (!outcome.delivered() && carrier != mine) {
                carry(alert);
            } else {
                counts.count(outcome.result());
                post();
            }
        });
    }

    /** Somebody wants to see whether alerts arrive, and does not wait for those that are on their way. */
    CompletionStage<ChannelOutcome> test(Alert alert) {
        try {
            return CompletableFuture.supplyAsync(() -> carried(carrier, alert, true), executor)
                    .thenCompose(stage -> stage);
        } catch (RuntimeException refused) {
            return CompletableFuture.completedFuture(ChannelOutcome.dropped(name, "alerts are closed"));
        }
    }

    private CompletionStage<ChannelOutcome> carried(Carrier by, Alert alert, boolean once) {
        try {
            return by.carry(alert, once).exceptionally(failure -> ChannelOutcome.failed(name, failure.toString()));
        } catch (Throwable broken) { // an Error too, of a logger perhaps: later alerts must get through
            return CompletableFuture.completedFuture(ChannelOutcome.failed(name, broken.toString()));
        }
    }

    /** Takes nothing more, and tries nothing twice. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        carrier.close();
    }

    /** Waits until everything has been carried, at most so many nanoseconds; answers with what is left of them. */
    long awaitQuiet(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while ((busy || mailbox.size() > 0) && left > 0) {
                left = quiet.awaitNanos(left);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }
}
