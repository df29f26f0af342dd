package dev.flyball.runtime.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock that stands still until a test moves it. Threads that park on it sleep until the reading passes their
 * deadline, or they are unparked or interrupted; no real time matters. Alarms of a {@link ManualAlarm} on this clock
 * ring while it moves, each at its own instant. Thread-safe; one thread moves it.
 */
public final class ManualClock extends Clock {

    private volatile long now;
    private final Set<Thread> parked = ConcurrentHashMap.newKeySet();
    private final List<ManualAlarm> alarms = new ArrayList<>();

    /** Starts at zero. */
    public ManualClock() {
        this(0);
    }

    public ManualClock(long now) {
        this.now = now;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void parkUntil(Object blocker, long deadline) {
        Thread me = Thread.currentThread();
        synchronized (parked) { // before looking at the time: whoever moves it writes the time, then wakes
            parked.add(me);
            parked.notifyAll();
        }
        try {
            if (deadline - now > 0) {
                LockSupport.park(blocker);
            }
        } finally {
            synchronized (parked) {
                parked.remove(me);
                parked.notifyAll();
            }
        }
    }

    /** Moves forward, ringing every alarm on the way with the clock at that alarm's instant. */
    public void advance(long nanos) {
        long target = now + nanos;
        while (ringNext(target)) {}
        set(target);
    }

    /** As {@link #advance(long)}. */
    public void advance(Duration duration) {
        advance(duration.toNanos());
    }

    /** Jumps to a reading, backward too; then rings whatever is due. */
    public void set(long nanos) {
        now = nanos;
        parked.forEach(LockSupport::unpark);
        while (ringNext(now)) {}
    }

    /** Waits until this many threads are parked on this clock. */
    public void awaitParked(int threads) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        synchronized (parked) {
            while (parked.size() != threads) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis <= 0) {
                    throw new AssertionError("expected " + threads + " parked threads, found " + parked);
                }
                parked.wait(millis);
            }
        }
    }

    synchronized void add(ManualAlarm alarm) {
        alarms.add(alarm);
    }

    private boolean ringNext(long until) {
        ManualAlarm.Entry next = null;
        ManualAlarm owner = null;
        for (ManualAlarm alarm : alarms()) {
            ManualAlarm.Entry entry = alarm.firstUntil(until);
            if (entry != null && (next == null || entry.deadline() - next.deadline() < 0)) {
                next = entry;
                owner = alarm;
            }
        }
        if (next == null || owner == null) {
            return false;
        }
        if (next.deadline() - now > 0) {
            now = next.deadline();
            parked.forEach(LockSupport::unpark);
        }
        owner.ring(next);
        return true;
    }

    private synchronized List<ManualAlarm> alarms() {
        return List.copyOf(alarms);
    }
}
