package dev.flyball.runtime.alert;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs rounds one at a time, each under {@code lock}; what follows from one, on its thread after the lock is released.
 * {@code closed} is guarded by the lock.
 */
final class Rounds {

    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final Reminder reminder;
    private final Consumer<List<Alert>> tell;
    private boolean closed;

    /**
     * @param ring is run when time alone may have something to say; without the lock, like {@code tell}
     * @param tell takes what was told in a round, if anything was
     */
    Rounds(Clock clock, Alarm alarm, Runnable ring, Consumer<List<Alert>> tell) {
        this.clock = clock;
        this.reminder = new Reminder(alarm, lock, ring);
        this.tell = tell;
    }

    /** Answers with what is told; once closed, nothing is done. */
    List<Alert> during(Consumer<Round> work) {
        Round round;
        Runnable remind = Reminder.NOTHING;
        lock.lock();
        try {
            if (closed) {
                return List.of();
            }
            round = new Round(clock.nanos());
            work.accept(round);
            if (round.goesOn()) {
                remind = reminder.by(round.deadline());
            }
        } finally {
            lock.unlock();
        }
        remind.run();
        List<Alert> told = round.told();
        if (!told.isEmpty()) {
            tell.accept(told);
        }
        return told;
    }

    /** Under the lock, also once closed. */
    <T> T locked(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    boolean closed() {
        return closed;
    }

    /** There are no more rounds. */
    void close() {
        Runnable forget = locked(this::end);
        forget.run();
    }

    private Runnable end() {
        closed = true;
        return reminder.stop();
    }
}
