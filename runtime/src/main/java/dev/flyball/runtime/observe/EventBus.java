package dev.flyball.runtime.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to subscribers on a thread of its own, so that a slow one delays no call. Each subscriber has a mailbox of
 * 1024 events; when that is full the oldest is dropped and counted. A subscriber that throws is counted and kept. The
 * thread is a daemon; it starts with the first subscriber and ends with the last.
 *
 * <p>Thread-safe. {@code subscribers}: replaced whole under this object's monitor, read volatile by {@link #emit}; its
 * arrays never change. {@code asleep}: the delivering thread sets it, THEN looks once more at the mailboxes, then parks;
 * an emitter adds, THEN reads it. One of the two sees the other.
 */
public final class EventBus implements EventSink, MeterSource {

    private static final Subscriber<?>[] NOBODY = {};

    private final ThreadFactory threads;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile Subscriber<?>[] subscribers = NOBODY;
    private volatile boolean asleep;
    private volatile @Nullable Thread thread;

    /** Delivers on a daemon thread of its own. */
    public EventBus() {
        this(EventBus::daemon);
    }

    EventBus(ThreadFactory threads) {
        this.threads = threads;
    }

    /** No inherited thread-locals and no context loader: this thread must not keep an application alive. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "flyball-events", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** A subscriber's place on the bus. */
    public interface Subscription extends AutoCloseable {
        /** Ends the subscription; what is in its mailbox is forgotten. */
        @Override
        void close();
    }

    /** From now on {@code listener} hears of every event of that type, {@link Event} for all, in order per instance. */
    public synchronized <E extends Event> Subscription on(Class<E> type, Consumer<? super E> listener) {
        Subscriber<E> added = new Subscriber<>(type, listener, dropped, failed);
        List<Subscriber<?>> more = new ArrayList<>(List.of(subscribers));
        more.add(added);
        subscribers = more.toArray(NOBODY);
        if (thread == null) {
            Thread started = threads.newThread(this::deliverWhileSubscribed);
            thread = started;
            started.start();
        }
        return () -> remove(added);
    }

    @Override
    public void emit(Event event) {
        Subscriber<?>[] current = subscribers;
        if (current.length == 0) {
            return;
        }
        boolean taken = false;
        for (Subscriber<?> subscriber : current) {
            taken |= subscriber.offer(event);
        }
        if (taken && asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** How many events were dropped because a subscriber was slow. */
    public long dropped() {
        return dropped.sum();
    }

    /** How many times a subscriber threw. */
    public long failed() {
        return failed.sum();
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.counter("events.dropped", dropped::sum);
    }

    private synchronized void remove(Subscriber<?> gone) {
        List<Subscriber<?>> fewer = new ArrayList<>(List.of(subscribers));
        fewer.remove(gone);
        subscribers = fewer.toArray(NOBODY);
        LockSupport.unpark(thread);
    }

    private void deliverWhileSubscribed() {
        while (!ended()) {
            if (!deliver()) {
                asleep = true;
                if (!deliver() && subscribers.length > 0) {
                    LockSupport.park(this);
                }
                asleep = false;
                Thread.interrupted(); // nobody's business here, and park would return at once for ever
            }
        }
    }

    private synchronized boolean ended() {
        if (subscribers.length > 0) {
            return false;
        }
        thread = null;
        return true;
    }

    /** Empties the mailboxes; false if there was nothing. */
    boolean deliver() {
        boolean any = false;
        for (Subscriber<?> subscriber : subscribers) {
            any |= subscriber.deliver();
        }
        return any;
    }
}
