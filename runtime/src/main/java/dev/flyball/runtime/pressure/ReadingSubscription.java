package dev.flyball.runtime.pressure;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's demand and the newest reading it has not had yet. The rules are those of Reactive Streams 1.0.4.
 *
 * <p>{@code work}: how often something changed that may have to be told; who raises it from 0 has {@link #tell} run on
 * the executor, and that run goes on until it finds no more. So one thread at a time talks to the subscriber (rule 1.3),
 * and a {@code request} from within {@code onNext} recurses nowhere (3.3). It starts at 1, which keeps everybody out
 * until {@code onSubscribe} has returned. {@code newest}: replaced by whoever has a newer one, taken by the run.
 * {@code subscriber}: null once this is cancelled, so that nothing of it is kept (3.13); the run reads it before each
 * signal. {@code offence}: the first request for nothing or less (3.9).
 */
final class ReadingSubscription implements Subscription {

    private final AtomicInteger work = new AtomicInteger(1);
    private final AtomicLong demand = new AtomicLong();
    private final AtomicReference<@Nullable PressureReading> newest = new AtomicReference<>();
    private final AtomicReference<@Nullable Subscriber<? super PressureReading>> subscriber;
    private final Executor executor;
    private final LongAdder failed;
    private final Consumer<ReadingSubscription> ended;
    private volatile @Nullable IllegalArgumentException offence;

    ReadingSubscription(
            Subscriber<? super PressureReading> subscriber,
            Executor executor,
            LongAdder failed,
            Consumer<ReadingSubscription> ended) {
        this.subscriber = new AtomicReference<>(subscriber);
        this.executor = executor;
        this.failed = failed;
        this.ended = ended;
    }

    /** Hands itself to the subscriber, and afterwards whatever was asked for meanwhile. */
    void begin() {
        Subscriber<? super PressureReading> mine = subscriber.get();
        try {
            if (mine != null) {
                mine.onSubscribe(this);
            }
        } catch (Throwable broken) { // rule 2.13: such a subscriber has cancelled; subscribe returns normally (1.9)
            failed.increment();
            cancel();
        }
        if (work.decrementAndGet() != 0) {
            run();
        }
    }

    /** Takes a newer reading, in place of one that nobody has asked for. */
    void offer(PressureReading reading) {
        newest.set(reading);
        if (subscriber.get() == null) {
            newest.set(null);
        } else if (demand.get() > 0) {
            changed();
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0 && offence == null) {
            offence = new IllegalArgumentException(
                    "[pressure-demand] asked for " + n + " readings; ask for at least 1 (Reactive Streams, rule 3.9)");
        } else if (n > 0) {
            demand.accumulateAndGet(n, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
        }
        changed();
    }

    @Override
    public void cancel() {
        if (subscriber.getAndSet(null) != null) {
            newest.set(null);
            ended.accept(this);
        }
    }

    /** Whether there is nothing to tell: true of every moment in which nobody is at work here. */
    boolean quiet() {
        return subscriber.get() == null || demand.get() == 0 || newest.get() == null;
    }

    private void changed() {
        if (work.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        try {
            executor.execute(this::tell);
        } catch (RuntimeException refused) { // without a thread nobody can be told
            failed.increment();
            cancel();
        }
    }

    private void tell() {
        int seen = work.get();
        do {
            while (tellOne()) {}
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Gives one signal; false if there is none to give. */
    private boolean tellOne() {
        Subscriber<? super PressureReading> mine = subscriber.get();
        if (mine == null) {
            return false;
        }
        IllegalArgumentException wrong = offence;
        try {
            if (wrong != null) {
                cancel();
                mine.onError(wrong);
                return false;
            }
            PressureReading reading = demand.get() > 0 ? newest.getAndSet(null) : null;
            if (reading == null) {
                return false;
            }
            demand.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
            mine.onNext(reading);
            return true;
        } catch (Throwable broken) { // rule 2.13: it has cancelled
            failed.increment();
            cancel();
            return false;
        }
    }
}
