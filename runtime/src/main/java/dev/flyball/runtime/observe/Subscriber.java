package dev.flyball.runtime.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One listener and its mailbox. {@code mailbox} is guarded by {@code lock}, held for one addition or one emptying, never
 * while the listener runs; only the delivering thread runs the listener.
 */
final class Subscriber<E extends Event> {

    static final int CAPACITY = 1024;

    private final Class<E> type;
    private final Consumer<? super E> listener;
    private final LongAdder dropped;
    private final LongAdder failed;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<E> mailbox = new ArrayDeque<>(CAPACITY);

    Subscriber(Class<E> type, Consumer<? super E> listener, LongAdder dropped, LongAdder failed) {
        this.type = type;
        this.listener = listener;
        this.dropped = dropped;
        this.failed = failed;
    }

    /** Takes the event if it is of the type asked for; the oldest makes place. */
    boolean offer(Event event) {
        if (!type.isInstance(event)) {
            return false;
        }
        lock.lock();
        try {
            if (mailbox.size() == CAPACITY) {
                mailbox.removeFirst();
                dropped.increment();
            }
            mailbox.addLast(type.cast(event));
        } finally {
            lock.unlock();
        }
        return true;
    }

    boolean deliver() {
        List<E> events = empty();
        for (E event : events) {
            try {
                listener.accept(event);
            } catch (Throwable listenerFailed) { // an Error too: one listener must not silence the others
                failed.increment();
            }
        }
        return !events.isEmpty();
    }

    private List<E> empty() {
        lock.lock();
        try {
            List<E> events = new ArrayList<>(mailbox);
            mailbox.clear();
            return events;
        } finally {
            lock.unlock();
        }
    }
}
