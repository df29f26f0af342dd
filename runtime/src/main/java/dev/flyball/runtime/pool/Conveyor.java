package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Alarm;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Items on their way through a function: read by one thread, worked on by several, handed out in the order of reading
 * to the thread that reads, the <em>owner</em>.
 *
 * <p>Items lie in a ring, number n in place n modulo its size, from being read until being handed out:
 * {@code delivered <= claimed <= read <= delivered + window}. {@code read} and {@code delivered} are written by the owner
 * alone; an item is written before {@code read} says so. A worker owns the item whose number it won by compare-and-set of
 * {@code claimed}; it writes the result over it, then {@code done}, which the owner reads first. To stop, {@code end} is
 * set once, and {@code claimed} moved beyond everything: from then on nobody wins an item, and who had won one before
 * looks at {@code end} before beginning.
 *
 * <p>If nobody is at work (the executor's threads may all be waiting for conveyors such as this) the owner works itself;
 * once all is read it has nothing better to do. So the owner sleeps only while a thread is at work, which has claimed the
 * item that the owner needs, or is about to. It writes {@code awaited} and then looks at {@code done} and at the crew; a
 * worker writes {@code done}, or leaves the crew, and then looks at {@code awaited}: all volatile, so one sees the other.
 */
final class Conveyor<I extends @Nullable Object, R extends @Nullable Object> implements Crew.Work {

    /** What is done with an item. */
    @FunctionalInterface
    interface Step<I extends @Nullable Object, R extends @Nullable Object> {
        R apply(I item) throws Exception;
    }

    /** Why nothing is claimed any more. */
    private sealed interface End {}

    private record Failed(long item, Throwable failure) implements End {}

    private record TimedOut(TimeoutException failure) implements End {}

    private record Interrupted() implements End {}

    private record Closed() implements End {}

    private static final VarHandle DONE = MethodHandles.arrayElementVarHandle(byte[].class);
    private static final long BEYOND = 1L << 62;
    private static final long NONE = -1;

    private final Iterator<? extends I> in;
    private final Step<? super I, ? extends R> step;
    private final int window;
    private final int workers;
    private final @Nullable Semaphore permits;
    private final boolean asOutcomes;
    private final Crew crew;

    private final @Nullable Object[] values;
    private final byte[] done;
    private final int mask;
    private volatile long read;
    private final AtomicLong claimed = new AtomicLong();
    private long delivered;

    private volatile boolean exhausted;
    private @Nullable Throwable sourceFailure;
    private final Seat ownSeat = new Seat();
    private volatile long awaited = NONE;
    private volatile @Nullable Thread owner;

    private final AtomicInteger holders = new AtomicInteger();
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private final List<Throwable> late = new CopyOnWriteArrayList<>();
    private Alarm.@Nullable Pending deadline;

    /**
     * Nothing moves until the owner asks for a result.
     *
     * @param window items between being read and being handed out, at least 1
     * @param permits of which each task holds one while it runs; null for none
     * @param asOutcomes whether results are {@link Outcome}s, or a failure ends everything
     */
    Conveyor(
            Iterator<? extends I> in,
            Step<? super I, ? extends R> step,
            Bounds bounds,
            int window,
            @Nullable Semaphore permits,
            boolean asOutcomes) {
        this.in = in;
        this.step = step;
        this.window = window;
        this.workers = bounds.workers();
        this.permits = permits;
        this.asOutcomes = asOutcomes;
        this.crew = new Crew(this, workers, Threads.of(bounds.executor()), new Nest(permits));
        int places = Integer.highestOneBit(Math.max(window - 1, 1)) << 1;
        this.values = new Object[places];
        this.done = new byte[places];
        this.mask = places - 1;
    }

    /** As above, with room for all items, and all of them read already. */
    Conveyor(
            I[] items,
            Step<? super I, ? extends R> step,
            Bounds bounds,
            @Nullable Semaphore permits,
            boolean asOutcomes) {
        this(Collections.emptyIterator(), step, bounds, items.length, permits, asOutcomes);
        System.arraycopy(items, 0, values, 0, items.length);
        read = items.length;
        exhausted = true;
    }

    /** Sets the deadline, which may have passed. */
    Conveyor<I, R> within(Bounds bounds) {
        Duration span = bounds.deadline();
        if (span != null) {
            deadline = bounds.alarm().at(bounds.clock().nanos() + Ranges.nanos(span), () -> expire(span));
        }
        return this;
    }

    // ---- the owner

    /**
     * Whether {@link #take} has a result; waits for that to be known. What the source threw is thrown, as it is, once all
     * that was read before is handed out.
     *
     * @throws ExecutionException if a task failed or the deadline passed; nothing runs any more then
     * @throws InterruptedException if interrupted; nothing runs any more then
     */
    boolean advance() throws InterruptedException, ExecutionException {
        while (true) {
            if (Thread.interrupted()) {
                stop(new Interrupted());
            }
            if (end.get() != null) {
                throwEnd();
            }
            if (isDone(delivered)) {
                return true;
            }
            if (exhausted && delivered == read) {
                finish();
                return false;
            }
            if (!readOne() && !help()) {
                sleep();
            }
        }
    }

    /** The next result, after {@link #advance} said that there is one: an {@link Outcome} if those were asked for. */
    @SuppressWarnings("NullAway") // null only where results may be
    Object take() {
        int place = (int) delivered & mask;
        Object result = values[place];
        values[place] = null;
        done[place] = 0; // in plain mode: whoever works there next has read a later value of read
        delivered++;
        return result;
    }

    /** Cancels what runs, and waits for it even if interrupted. */
    void close() {
        stop(new Closed());
        awaitQuiet();
    }

    /** The deadline that passed, if that is what happened. */
    @Nullable
    TimeoutException timeout() {
        return end.get() instanceof TimedOut timedOut ? timedOut.failure : null;
    }

    /** After the end: whether the next item was finished before it. */
    boolean hasNextAfterEnd() {
        return delivered < read && isDone(delivered);
    }

    /** After the end: leaves an item out. */
    void skip() {
        delivered++;
    }

    /** Items read and not handed out. */
    long unfinished() {
        return read - delivered;
    }

    private boolean isDone(long item) {
        return (byte) DONE.getVolatile(done, (int) item & mask) != 0;
    }

    /** Reads one item more, if there is room and there is one. */
    private boolean readOne() {
        if (exhausted || read - delivered >= window) {
            return false;
        }
        try {
            if (!in.hasNext()) {
                exhausted = true;
                return true;
            }
            long number = read;
            values[(int) number & mask] = in.next();
            read = number + 1;
        } catch (Throwable thrown) {
            exhausted = true;
            sourceFailure = thrown;
            return true;
        }
        crew.invite(enough());
        return true;
    }

    /** With a semaphore only one thread waits for a permit; when it has one it asks for the next. */
    private int enough() {
        return permits == null ? workers : Math.min(workers, holders.get() + 1);
    }

    /** Works on one item in the owner's thread, if that is wanted and there is a place. */
    private boolean help() {
        if (untaken() <= 0 || (!exhausted && crew.atWork() > 0)) {
            return false;
        }
        if (untaken() > 1) {
            crew.invite(enough());
        }
        return crew.help(ownSeat, this::runHere);
    }

    /** An interrupt that did not come from here was meant for the owner. */
    private void runHere() {
        long item = claim();
        if (item != NONE) {
            Throwable thrown = run(item, true);
            if (!ownSeat.wasInterrupted() && (thrown instanceof InterruptedException || Thread.interrupted())) {
                stop(new Interrupted());
            }
        }
    }

    private void sleep() {
        owner = Thread.currentThread();
        awaited = delivered;
        if (!isDone(delivered) && end.get() == null && crew.atWork() > 0) {
            LockSupport.park(this);
        }
        awaited = NONE;
    }

    private void awaitQuiet() {
        owner = Thread.currentThread();
        awaited = BEYOND;
        boolean interrupted = false;
        while (crew.atWork() > 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        awaited = NONE;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private void finish() {
        awaitQuiet(); // all is done: this is for threads that are on their way out
        if (sourceFailure != null) {
            Sneaky.rethrow(sourceFailure);
        }
    }

    private void throwEnd() throws InterruptedException, ExecutionException {
        awaitQuiet();
        End why = end.get();
        if (why instanceof Failed failed) {
            ExecutionException thrown = Failures.of(failed.item, failed.failure);
            late.forEach(thrown::addSuppressed);
            if (sourceFailure != null) {
                thrown.addSuppressed(sourceFailure);
            }
            throw thrown;
        }
        if (why instanceof TimedOut timedOut) {
            throw new ExecutionException(timedOut.failure.getMessage(), timedOut.failure);
        }
        if (why instanceof Interrupted) {
            throw new InterruptedException();
        }
        throw new IllegalStateException("[results-closed] results were asked for after close(); take them before");
    }

    // ---- the workers

    @Override
    public long untaken() {
        return read - claimed.get();
    }

    @Override
    public boolean isMoreToCome() {
        return !exhausted;
    }

    @Override
    public boolean doOne() {
        long item = claim();
        if (item == NONE) {
            return false;
        }
        run(item, false);
        return true;
    }

    @Override
    public void quiet() {
        if (awaited != NONE) {
            LockSupport.unpark(owner);
        }
    }

    private long claim() {
        long next = claimed.get();
        while (next < read) {
            if (claimed.compareAndSet(next, next + 1)) {
                return next;
            }
            next = claimed.get();
        }
        return NONE;
    }

    /** Works on an item that was claimed; answers what the step threw. */
    @SuppressWarnings("unchecked") // items are written by this class alone
    private @Nullable Throwable run(long item, boolean byOwner) {
        int place = (int) item & mask;
        Object result;
        try {
            if (end.get() != null) {
                return null;
            }
            R value = applied((I) values[place]);
            result = asOutcomes ? new Outcome.Success<>(value) : value;
        } catch (Throwable thrown) {
            boolean forOwner = byOwner && thrown instanceof InterruptedException && !ownSeat.wasInterrupted();
            if (forOwner) {
                return thrown;
            }
            if (end.get() != null || !asOutcomes) {
                fail(item, thrown);
                return thrown;
            }
            result = new Outcome.Failure<>(thrown);
        }
        if (end.get() == null) {
            values[place] = result;
            DONE.setVolatile(done, place, (byte) 1);
            if (awaited == item) {
                LockSupport.unpark(owner);
            }
        }
        return null;
    }

    private R applied(I item) throws Exception {
        if (permits == null) {
            return step.apply(item);
        }
        permits.acquire();
        try {
            holders.incrementAndGet();
            crew.invite(enough());
            if (end.get() != null) {
                throw new InterruptedException();
            }
            return step.apply(item);
        } finally {
            holders.decrementAndGet();
            permits.release();
        }
    }

    private void fail(long item, Throwable thrown) {
        if (!stop(new Failed(item, thrown)) && !(thrown instanceof InterruptedException)) {
            late.add(thrown);
        }
    }

    private void expire(Duration span) {
        stop(new TimedOut(new TimeoutException("[bounded-timeout] the deadline of " + span + " passed with "
                + "results outstanding; allow more time, or ask for outcomes")));
    }

    /** Lets nobody claim anything, and interrupts who has. Only the first end counts. */
    private boolean stop(End why) {
        boolean first = end.compareAndSet(null, why);
        if (first) {
            claimed.getAndAdd(BEYOND);
            crew.interrupt();
            if (awaited != NONE) {
                LockSupport.unpark(owner);
            }
        }
        return first;
    }
}
