package dev.flyball.runtime.pressure;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Every reading, for whoever subscribes. Offers to all subscriptions and waits for none: each keeps the newest reading
 * until its subscriber has asked for it. Never completes.
 */
final class Readings implements Publisher<PressureReading> {

    private final List<ReadingSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Executor executor;
    private final Supplier<PressureReading> current;
    private final Supplier<Registration> watch;
    private final LongAdder failed;

    /**
     * @param current what a new subscriber gets first
     * @param watch asked once per subscription, and closed with it
     * @param failed counts subscribers that threw
     */
    Readings(Executor executor, Supplier<PressureReading> current, Supplier<Registration> watch, LongAdder failed) {
        this.executor = executor;
        this.current = current;
        this.watch = watch;
        this.failed = failed;
    }

    @Override
    public void subscribe(Subscriber<? super PressureReading> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Registration watching = watch.get();
        ReadingSubscription subscription = new ReadingSubscription(subscriber, executor, failed, gone -> {
            subscriptions.remove(gone);
            watching.close();
        });
        subscriptions.add(subscription);
        subscription.offer(current.get());
        subscription.begin();
    }

    void offer(PressureReading reading) {
        subscriptions.forEach(one -> one.offer(reading));
    }

    int subscribers() {
        return subscriptions.size();
    }
}
