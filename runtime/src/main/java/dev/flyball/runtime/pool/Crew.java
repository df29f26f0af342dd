package dev.flyball.runtime.pool;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that work on one thing: at most so many at a time, each for as long as there is something to do.
 * Thread-safe.
 *
 * <p>One word, {@code state}, counts threads at work (high half) and threads that were asked for and have not come (low
 * half). A thread counts as at work from its arrival, not from being asked for: the executor may never send it. It leaves
 * when there is nothing to do, and <em>looks again</em>: whoever brought something meanwhile may have found enough
 * threads at work, and asked for none. Both sides write first and read then, in volatile mode; one of them sees the other.
 *
 * <p>No more threads are asked for at a time than there are processors, as no more could come at once; who comes asks for
 * the next. One thread that finds nothing {@code lingers} for some microseconds before it leaves, if more may come: to
 * leave and be asked for again costs more. Whoever brings a single piece then asks for nobody, and the lingering one
 * looks again after it has said that it lingers no more.
 *
 * <p>A seat is in {@code seats} from before its thread first takes something until after it last did, so that
 * {@link #interrupt} reaches whoever took something before it was called.
 */
final class Crew {

    /** What there is to do. Called by all threads of the crew at once. */
    interface Work {
        /** Pieces that nobody has taken. */
        long untaken();

        /** Does one piece; false if there is none. Must not throw. */
        boolean doOne();

        /** Whether it is worth a wait for the next piece. */
        boolean isMoreToCome();

        /** Nobody is at work now. */
        void quiet();
    }

    private static final long AT_WORK = 1L << 32;
    private static final long INVITED = 1;
    private static final int LINGER = 400;

    private final Work work;
    private final Executor executor;
    private final Nest nest;
    private final Runnable arrival = this::arrive;
    private final int most;
    private final AtomicLong state = new AtomicLong();
    private final AtomicBoolean lingering = new AtomicBoolean();
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();

    /** Nobody is at work. */
    Crew(Work work, int most, Executor executor, Nest nest) {
        this.work = work;
        this.most = most;
        this.executor = executor;
        this.nest = nest;
    }

    /** Threads at work. */
    int atWork() {
        return (int) (state.get() >>> 32);
    }

    /** Asks for one more thread, unless that would make more than {@code enough}, or it would find nothing to do. */
    void invite(int enough) {
        long now = state.get();
        while (mayInvite(now, enough)) {
            if (state.compareAndSet(now, now + INVITED)) {
                if (!Threads.start(executor, arrival)) { // those who wait for results will do it
                    state.getAndAdd(-INVITED);
                }
                return;
            }
            now = state.get();
        }
    }

    private boolean mayInvite(long now, int enough) {
        int invited = (int) now;
        return invited < Threads.AT_A_TIME
                && (now >>> 32) + invited < Math.min(enough, most)
                && invited + (lingering.get() ? 1 : 0) < work.untaken();
    }

    private void arrive() {
        long now;
        boolean room;
        do {
            now = state.get();
            room = now >>> 32 < most;
        } while (!state.compareAndSet(now, now - INVITED + (room ? AT_WORK : 0)));
        if (room) {
            invite(most);
            stay();
        }
    }

    private void stay() {
        boolean again = true;
        while (again) {
            boolean own = workUntilNoMore(new Seat());
            again = own && work.untaken() > 0 && enter();
        }
    }

    /** False if this thread was interrupted by somebody else: then it is for its executor to say what that means. */
    private boolean workUntilNoMore(Seat seat) {
        seats.add(seat);
        seat.sit();
        Nest before = nest.enter();
        boolean own = true;
        try {
            while (own && (work.doOne() || linger())) {
                own = !Thread.currentThread().isInterrupted() || seat.wasInterrupted();
            }
        } finally {
            Nest.leave(before);
            seats.remove(seat);
            seat.rise();
            leave();
        }
        if (!own) {
            invite(most);
        }
        return own;
    }

    /** Waits for a moment; false if nothing came. */
    private boolean linger() {
        if (work.isMoreToCome() && lingering.compareAndSet(false, true)) {
            try {
                for (int i = 0; i < LINGER && work.untaken() <= 0 && work.isMoreToCome(); i++) {
                    Thread.onSpinWait();
                }
            } finally {
                lingering.set(false);
            }
        }
        return work.untaken() > 0;
    }

    /** Counts the calling thread as at work, if there is a place. */
    private boolean enter() {
        long now = state.get();
        while (now >>> 32 < most) {
            if (state.compareAndSet(now, now + AT_WORK)) {
                return true;
            }
            now = state.get();
        }
        return false;
    }

    private void leave() {
        if (state.addAndGet(-AT_WORK) >>> 32 == 0) {
            work.quiet();
        }
    }

    /** Does {@code piece} in the calling thread, in this seat, if there is a place; false if not. */
    boolean help(Seat seat, Runnable piece) {
        if (!enter()) {
            return false;
        }
        seats.add(seat);
        try {
            if (seat.sit()) {
                Nest before = nest.enter();
                try {
                    piece.run();
                } finally {
                    Nest.leave(before);
                    seat.rise();
                }
            }
        } finally {
            leave();
        }
        return true;
    }

    /** Interrupts every thread at work. */
    void interrupt() {
        seats.forEach(Seat::interrupt);
    }
}
