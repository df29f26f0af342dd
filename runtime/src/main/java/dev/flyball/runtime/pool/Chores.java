package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run does by the clock; all of it ends with the run. A pending alarm would keep the run's results in memory.
 * Thread-safe: {@code pending} and {@code over} are guarded by this object's monitor, which is not held while a chore runs.
 */
final class Chores {

    private final Clock clock;
    private final Alarm alarm;
    private final Map<Runnable, Alarm.Pending> pending = new HashMap<>();
    private boolean over;

    Chores(Clock clock, Alarm alarm) {
        this.clock = clock;
        this.alarm = alarm;
    }

    /** Does this once, in the alarm's thread. */
    void after(Duration wait, Runnable chore) {
        arm(Ranges.nanos(wait), chore, chore);
    }

    /** Does this again and again, in the alarm's thread, always so long after the last time. */
    void every(Duration interval, Runnable chore) {
        long wait = Ranges.nanos(interval);
        arm(wait, chore, () -> again(wait, chore));
    }

    private void again(long wait, Runnable chore) {
        guarded(chore);
        arm(wait, chore, () -> again(wait, chore));
    }

    /** Does this now. What it throws goes to the thread's uncaught exception handler. */
    static void guarded(Runnable chore) {
        try {
            chore.run();
        } catch (Throwable thrown) { // theirs, and no reason to look no more
            Thread here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, thrown);
        }
    }

    private void arm(long wait, Runnable chore, Runnable ring) {
        synchronized (this) {
            if (over) {
                return;
            }
        }
        Alarm.Pending armed = alarm.at(clock.nanos() + wait, ring);
        boolean late;
        synchronized (this) {
            late = over;
            if (!late) {
                pending.put(chore, armed);
            }
        }
        if (late) {
            armed.cancel();
        }
    }

    /** Ends all of them; one that is being done is done to its end. */
    void end() {
        Map<Runnable, Alarm.Pending> left;
        synchronized (this) {
            over = true;
            left = Map.copyOf(pending);
            pending.clear();
        }
        left.values().forEach(Alarm.Pending::cancel);
    }
}
