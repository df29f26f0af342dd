package dev.flyball.runtime.alert;

import dev.flyball.runtime.time.Alarm;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one request to the alarm: for the next time at which time alone may have something to say.
 *
 * <p>Every field is guarded by {@code lock}, that of {@link Rounds}. It is not held while the alarm is asked for
 * something, which may ring at once, in the thread that asks; so what is to be asked is handed out, to be run after the
 * lock is released. {@code turn} counts requests, so that one that was replaced meanwhile does nothing.
 */
final class Reminder {

    static final Runnable NOTHING = () -> {};

    private final Alarm alarm;
    private final ReentrantLock lock;
    private final Runnable work;
    private boolean armed;
    private long armedFor;
    private int turn;
    private Alarm.@Nullable Pending pending;

    /** @param work is run when the alarm rings, without the lock */
    Reminder(Alarm alarm, ReentrantLock lock, Runnable work) {
        this.alarm = alarm;
        this.lock = lock;
        this.work = work;
    }

    /** Under the lock: work is due then at the latest. */
    Runnable by(long deadline) {
        if (armed && deadline - armedFor >= 0) {
            return NOTHING;
        }
        armed = true;
        armedFor = deadline;
        Runnable cancel = replace();
        int mine = turn;
        return () -> {
            cancel.run();
            ask(mine, deadline);
        };
    }

    /** Under the lock: work is not due any more. */
    Runnable stop() {
        armed = false;
        return replace();
    }

    private Runnable replace() {
        turn++;
        Alarm.Pending replaced = pending;
        pending = null;
        return replaced == null ? NOTHING : replaced::cancel;
    }

    private void ask(int mine, long deadline) {
        Alarm.Pending fresh = alarm.at(deadline, () -> ring(mine));
        lock.lock();
        try {
            if (turn == mine && armed) {
                pending = fresh;
            }
        } finally {
            lock.unlock();
        }
    }

    private void ring(int mine) {
        lock.lock();
        try {
            if (turn != mine) {
                return;
            }
            armed = false;
            pending = null;
        } finally {
            lock.unlock();
        }
        work.run();
    }
}
