package dev.flyball.runtime.timeout;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The time by which a thread's call must have ended: one object for one call after the other, so that a call allocates
 * nothing and, as a rule, leaves the alarm alone.
 *
 * <p>Two threads meet here: the one that runs the calls ("owner") and the one that the alarm rings in.
 *
 * <p>{@code word} is the state and, above it, the number of the call. The owner writes it where it is idle or struck;
 * out of RUNNING it goes by compare-and-set only, and who wins decides: the owner makes it IDLE, and the call has ended
 * in time, or the alarm makes it STRIKING, interrupts the owner, and says with the next state whether it did. The number
 * keeps an alarm that has looked at one call from striking the next. The owner leaves a call only after STRIKING is over,
 * so that no interrupt comes later. {@code due}, {@code clock} and {@code thread} are the owner's, written before it
 * writes RUNNING; the alarm relies on none of them before its compare-and-set has found the same call still there.
 *
 * <p>{@code ring} is the one callback that counts, null if there is none; an older one that rings is ignored. A call
 * that finds one no later than its own deadline asks for none: when it rings, it looks at the call that runs then, and
 * rings again at that one's deadline. So a thread that makes a thousand calls a second asks the alarm once per deadline.
 * The owner writes RUNNING and then reads {@code ring}; the alarm takes {@code ring} away and then reads {@code word}
 * again; all volatile, so one of the two sees the other and no call is left without a ring.
 */
final class Deadline {

    private static final int STATES = 7;
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    /** Running, and never to be interrupted. */
    private static final int UNHURRIED = 2;

    private static final int STRIKING = 3;
    /** The alarm has interrupted the owner. */
    private static final int DELIVERED = 4;
    /** The owner was interrupted already, so the alarm did nothing. */
    private static final int FOUND = 5;

    private static final VarHandle WORD;
    private static final VarHandle RING;
    private static final VarHandle DUE;

    static {
        try {
            MethodHandles.Lookup here = MethodHandles.lookup();
            WORD = here.findVarHandle(Deadline.class, "word", long.class);
            RING = here.findVarHandle(Deadline.class, "ring", Ring.class);
            DUE = here.findVarHandle(Deadline.class, "due", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile long word;
    private volatile @Nullable Ring ring;
    private long due;
    private long since;
    private @Nullable Clock clock;
    private @Nullable Thread thread;

    /** A callback of the alarm. */
    private final class Ring implements Runnable {
        private final long at;
        private final Alarm alarm;
        private final Clock clock;
        private volatile Alarm.@Nullable Pending pending;

        Ring(long at, Alarm alarm, Clock clock) {
            this.at = at;
            this.alarm = alarm;
            this.clock = clock;
        }

        void start() {
            try {
                pending = alarm.at(at, this);
            } catch (Throwable noAlarm) {
                RING.compareAndSet(Deadline.this, this, (Ring) null);
                throw noAlarm;
            }
        }

        void cancel() {
            Alarm.Pending mine = pending;
            if (mine != null) {
                mine.cancel();
            }
        }

        @Override
        public void run() {
            rang(this);
        }
    }

    // ---- the owner -------------------------------------------------------------------------------------------

    /** A call begins that is to be interrupted when its time is up. */
    void begin(Thread owner, long now, long deadline, Alarm alarm, Clock time) {
        open(owner, now, deadline, time, RUNNING);
        Ring next = ring;
        if (next == null || next.at - deadline > 0 || next.alarm != alarm) {
            arm(deadline, alarm, time);
        }
    }

    /** A call begins that is only measured. */
    void beginUnhurried(Thread owner, long now, long deadline, Clock time) {
        open(owner, now, deadline, time, UNHURRIED);
    }

    private void open(Thread owner, long now, long deadline, Clock time, int state) {
        since = now;
        thread = owner;
        clock = time;
        DUE.setOpaque(this, deadline);
        word = (word | STATES) + 1 + state;
    }

    private void arm(long deadline, Alarm alarm, Clock time) {
        while (true) {
            Ring seen = ring;
            if (seen != null && seen.alarm == alarm && seen.at - deadline <= 0) {
                return;
            }
            Ring mine = new Ring(deadline, alarm, time);
            if (RING.compareAndSet(this, seen, mine)) {
                if (seen != null) {
                    seen.cancel();
                }
                mine.start();
                return;
            }
        }
    }

    /** The call has ended; false if its time was up before. {@link #clear} must follow then. */
    boolean endInTime(Clock time) {
        long seen = word;
        if (state(seen) == UNHURRIED) {
            word = idle(seen);
            return time.nanos() - due < 0;
        }
        return state(seen) == RUNNING && WORD.compareAndSet(this, seen, idle(seen));
    }

    /** Waits for a strike that is going on; true if it has left an interrupt that is ours to take away. */
    boolean clear() {
        long seen = awaitStrike();
        word = idle(seen);
        return state(seen) == DELIVERED;
    }

    @SuppressWarnings("ThreadPriorityCheck") // the alarm may have lost its processor to us
    private long awaitStrike() {
        long seen = word;
        for (int spins = 0; state(seen) == STRIKING; spins++) {
            if (spins < 100) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
            seen = word;
        }
        return seen;
    }

    /**
     * Asks the deadline of an enclosing call whether it has found the interrupt of a call further in instead of making
     * its own. It is then the owner of the next one.
     */
    boolean takesOver() {
        long seen = awaitStrike();
        if (state(seen) != FOUND) {
            return false;
        }
        word = seen - FOUND + DELIVERED;
        return true;
    }

    /** The sooner of this deadline, while its call has time left, and another. */
    long orSooner(long deadline, long now, Clock time) {
        int state = state(word);
        boolean open = (state == RUNNING || state == UNHURRIED) && clock == time && due - now > 0;
        return open && due - deadline < 0 ? due : deadline;
    }

    /** Whether the call's time is up. */
    boolean isOver(Clock time) {
        int state = state(word);
        return state == UNHURRIED ? time.nanos() - due >= 0 : state > UNHURRIED;
    }

    /** Whether the alarm will look here again. */
    boolean isArmed() {
        return ring != null;
    }

    /** Between two calls: whatever keeps this object shall not keep the thread that had the last one. */
    void forget() {
        thread = null;
    }

    /** When the call began. */
    long since() {
        return since;
    }

    /** By when it was to end. */
    long due() {
        return due;
    }

    // ---- the alarm -------------------------------------------------------------------------------------------

    @SuppressWarnings("ReferenceEquality") // each ring is itself alone
    private void rang(Ring rung) {
        while (ring == rung) {
            long seen = word;
            long deadline = (long) DUE.getOpaque(this);
            if (state(seen) != RUNNING || clock != rung.clock) {
                disarm(rung);
                return;
            }
            if (deadline - rung.clock.nanos() > 0) {
                ringAgain(rung, new Ring(deadline, rung.alarm, rung.clock));
                return;
            }
            if (strike(seen, rung)) {
                return;
            }
        }
    }

    private void ringAgain(@Nullable Ring instead, Ring next) {
        if (RING.compareAndSet(this, instead, next)) {
            next.start();
        }
    }

    private void disarm(Ring rung) {
        if (RING.compareAndSet(this, rung, (Ring) null) && state(word) == RUNNING && clock == rung.clock) {
            // A call has begun meanwhile, and may have relied on this ring.
            ringAgain(null, new Ring((long) DUE.getOpaque(this), rung.alarm, rung.clock));
        }
    }

    /** Takes the ring away while the owner cannot leave: its next call would rely on it. */
    private boolean strike(long seen, Ring rung) {
        if (!WORD.compareAndSet(this, seen, seen - RUNNING + STRIKING)) {
            return false;
        }
        RING.compareAndSet(this, rung, (Ring) null);
        int outcome = FOUND;
        try {
            Thread owner = thread;
            if (owner != null && !owner.isInterrupted()) {
                outcome = DELIVERED;
                owner.interrupt();
            }
        } finally {
            word = seen - RUNNING + outcome;
        }
        return true;
    }

    private static long idle(long word) {
        return (word & ~(long) STATES) + IDLE;
    }

    private static int state(long word) {
        return (int) word & STATES;
    }
}
