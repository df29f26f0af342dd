package dev.flyball.runtime.timeout;

import dev.flyball.runtime.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one thread's calls in progress, innermost last, each call's within those around it. Used by its own
 * thread only. A platform thread keeps its deadlines for its next calls; those of virtual threads, of which there may be
 * one per call, go back to their {@link Timeout}.
 */
final class Deadlines {

    private static final ThreadLocal<Deadlines> CURRENT = ThreadLocal.withInitial(Deadlines::new);

    private final Thread thread = Thread.currentThread();
    private final boolean passing = VirtualThreads.isVirtual(thread);
    private @Nullable Deadline[] places = new Deadline[2];
    private int depth;

    /** The numbers of a call whose time was up before it ended. */
    record Overrun(long since, long due) {}

    static Deadlines current() {
        return CURRENT.get();
    }

    /** A call begins; answers its place, counted from 1. */
    int begin(Timeout timeout, long nanos, boolean interrupt, long now) {
        int place = depth;
        if (place == places.length) {
            places = Arrays.copyOf(places, 2 * place);
        }
        Deadline deadline = places[place];
        if (deadline == null) {
            deadline = passing ? timeout.borrow() : new Deadline();
            places[place] = deadline;
        }
        Clock clock = timeout.clock();
        long due = now + nanos;
        Deadline around = place == 0 ? null : places[place - 1];
        if (around != null) {
            due = around.orSooner(due, now, clock);
        }
        depth = place + 1;
        if (!interrupt) {
            deadline.beginUnhurried(thread, now, due, clock);
            return depth;
        }
        try {
            deadline.begin(thread, now, due, timeout.alarm(), clock);
        } catch (Throwable noAlarm) {
            end(depth, timeout);
            throw noAlarm;
        }
        return depth;
    }

    Deadline at(int place) {
        Deadline deadline = places[place - 1];
        if (deadline == null || place > depth) {
            throw new IllegalStateException("no call of this thread has a deadline at " + place);
        }
        return deadline;
    }

    /** The call at that place has ended; null if in time. */
    @Nullable
    Overrun end(int place, Timeout timeout) {
        while (depth > place) { // calls whose frames vanished without ending them
            leave(at(depth), timeout);
        }
        return leave(at(place), timeout);
    }

    private @Nullable Overrun leave(Deadline deadline, Timeout timeout) {
        Overrun overrun = null;
        if (!deadline.endInTime(timeout.clock())) {
            overrun = new Overrun(deadline.since(), deadline.due());
            if (deadline.clear()) {
                takeInterruptAway();
            }
        }
        depth--;
        if (passing) {
            places[depth] = null;
            timeout.giveBack(deadline);
        }
        return overrun;
    }

    /** Unless a call around this one was to be interrupted too, and its alarm found the thread interrupted already. */
    private void takeInterruptAway() {
        Thread.interrupted();
        for (int i = depth - 2; i >= 0; i--) {
            Deadline around = places[i];
            if (around != null && around.takesOver()) {
                thread.interrupt();
                return;
            }
        }
    }
}
