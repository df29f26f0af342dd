package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.PrintedKey;
import dev.flyball.runtime.call.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The shares that owners have of a {@link Bulkhead}'s places: each at most so many, and all together no more than the
 * bulkhead has. One owner's slow calls then leave places for the others. Thread-safe.
 *
 * <p>An owner is any object with {@code equals} and {@code hashCode} that hold still; null is one too. An owner without
 * calls costs nothing and is forgotten some time later, so that at most as many are remembered as have calls, and some
 * thousands besides. A known owner's call allocates nothing.
 *
 * <p>Callers that wait share the bulkhead's line, and one owner may fill it. Whoever has waited longest goes first,
 * passing over those whose owner has all the places he may have. Newcomers overtake nobody of their own owner's.
 *
 * <pre>
 * Bulkhead bulkhead = new Bulkhead("reports", 8, 0, Clock.system());
 * OwnedBulkhead shares = OwnedBulkhead.over(bulkhead, 2);
 * if (shares.tryAcquire(tenant)) {
 *   try { render(); } finally { shares.release(tenant); }
 * }
 * </pre>
 */
public final class OwnedBulkhead {

    /** How many owners may be remembered who have no calls. */
    private static final int ROOMY = 10_000;

    private final Bulkhead places;
    private final CellNumbers cells = new CellNumbers();
    private final OwnerTable<PlaceCell> table;
    private final OwnerLine line;

    /** @param roomy how many owners may be remembered who have no calls */
    OwnedBulkhead(Bulkhead places, int perOwner, int roomy) {
        this.places = places;
        this.table = new OwnerTable<>(roomy, cells::giveUp);
        this.line = new OwnerLine(places, perOwner);
    }

    /**
     * The owners of that bulkhead's places. A bulkhead has one such object: asked again, the same with another share.
     * Places that are taken at the bulkhead itself count for no owner.
     *
     * @param perOwner calls that each owner may run at once, at least 1
     */
    public static OwnedBulkhead over(Bulkhead bulkhead, int perOwner) {
        OwnedBulkhead shares;
        synchronized (bulkhead) {
            OwnedBulkhead known = bulkhead.owned;
            shares = known == null ? new OwnedBulkhead(bulkhead, atLeastOne(perOwner), ROOMY) : known;
            bulkhead.owned = shares;
        }
        shares.change(perOwner);
        return shares;
    }

    private static int atLeastOne(int perOwner) {
        return Bulkhead.atLeast(1, perOwner, "perOwner");
    }

    /** The bulkhead whose places these are. */
    public Bulkhead bulkhead() {
        return places;
    }

    /** Calls that each owner may run at once. */
    public int perOwner() {
        return line.limit();
    }

    /** Changes every owner's share. Calls that run go on; a raised share lets some go that wait. */
    public void change(int perOwner) {
        int share = atLeastOne(perOwner);
        if (share != line.limit()) {
            line.limit(share);
            List<PlaceCell> all = new ArrayList<>(); // who joins from now on finds the new limit
            table.forEach((owner, cell) -> all.add(cell));
            line.wake(all);
        }
    }

    /** Ends the telling apart: who still waits on an owner's behalf waits for a place of the bulkhead only. */
    public void lift() {
        change(Integer.MAX_VALUE);
    }

    /** Calls of that owner that run now. */
    public int inFlight(@Nullable Object owner) {
        Object key = OwnerTable.key(owner);
        PlaceCell cell = table.find(key, OwnerTable.hash(key));
        return cell == null ? 0 : cell.held();
    }

    /** The owners that have calls now, those with most of them first. */
    public List<Holder> holders() {
        List<Holder> holders = new ArrayList<>();
        table.forEach((owner, cell) -> {
            int held = cell.held();
            if (held > 0) {
                holders.add(new Holder(OwnerTable.owner(owner), held, perOwner()));
            }
        });
        holders.sort(Comparator.comparingInt(Holder::held).reversed());
        return holders;
    }

    /** Owners who have a cell, though perhaps no call. */
    int remembered() {
        return table.size();
    }

    /** Takes a place for that owner if there is one for him; {@link #release} must follow. */
    public boolean tryAcquire(@Nullable Object owner) {
        return admit(owner) >= 0;
    }

    /**
     * Takes a place for that owner, waiting up to {@code maxWait} for one if the line has room, as
     * {@link Bulkhead#acquire} does.
     *
     * @throws BulkheadFullException if there was no place in time, or the line is full
     * @throws InterruptedException if the wait was interrupted
     */
    public Permit acquire(@Nullable Object owner, Duration maxWait) throws InterruptedException {
        long limit = Bulkhead.nanos(maxWait);
        long answer = admit(owner);
        if (answer < 0) {
            answer = await(owner, limit, answer);
        }
        if (answer == Gate.INTERRUPTED && Thread.interrupted()) {
            throw new InterruptedException(
                    refusal(answer, places.name(), owner, limit).getMessage());
        }
        if (answer < 0) {
            throw refusal(answer, places.name(), owner, limit);
        }
        long note = answer;
        return new Permit(() -> settle(note));
    }

    /** As {@link #acquire}, but parks no thread: see {@link Bulkhead#acquireLater}. */
    public CompletableFuture<Permit> acquireLater(@Nullable Object owner, Duration maxWait) {
        long limit = Bulkhead.nanos(maxWait);
        FutureTurn<Permit> turn = new FutureTurn<>(
                note -> new Permit(() -> settle(note)),
                Permit::release,
                answer -> refusal(answer, places.name(), owner, limit));
        long answer = admit(owner);
        if (answer < 0) {
            answer = awaitLater(owner, limit, answer, turn);
        }
        if (answer != Gate.PENDING) {
            turn.done(answer);
        }
        return turn;
    }

    /**
     * Gives one of that owner's places back.
     *
     * @throws IllegalStateException if he has none
     */
    public void release(@Nullable Object owner) {
        Object key = OwnerTable.key(owner);
        PlaceCell cell = table.find(key, OwnerTable.hash(key));
        if (cell == null || !giveBack(cell)) {
            throw new IllegalStateException("[bulkhead-owner-release] " + places.name()
                    + ": a place was given back for owner " + PrintedKey.of(owner)
                    + ", who has none; release once per acquire, or use Permit");
        }
    }

    /** Takes a place: a note, or why not. */
    long admit(@Nullable Object owner) {
        Object key = OwnerTable.key(owner);
        int hash = OwnerTable.hash(key);
        while (true) {
            PlaceCell cell = table.find(key, hash);
            if (cell == null) {
                if (places.inFlight() >= places.max()) {
                    return Bulkhead.FULL;
                }
                cell = enter(key, hash);
            }
            long answer = cell.take(places, line.limit());
            if (answer != PlaceCell.GONE) {
                return answer == Gate.ADMITTED ? cell.note() : answer;
            }
        }
    }

    private PlaceCell enter(Object key, int hash) {
        PlaceCell fresh = cells.make();
        PlaceCell entered = fresh;
        try {
            entered = table.add(key, hash, fresh);
            return entered;
        } finally {
            if (entered != fresh) {
                cells.giveUp(fresh);
            }
        }
    }

    /** Queues up and parks, up to {@code maxWait} nanoseconds; {@code why} is the answer if that may not be. */
    long await(@Nullable Object owner, long maxWait, long why) {
        if (maxWait == 0 || !places.reserve()) {
            return why;
        }
        long deadline = places.clock().nanos() + maxWait;
        OwnedWaiter mine = new OwnedWaiter(Waiter.parked());
        join(owner, mine);
        while (!mine.waiter.granted()) {
            boolean interrupted = Thread.currentThread().isInterrupted();
            if (interrupted || places.clock().nanos() - deadline >= 0) {
                if (quit(mine)) {
                    return interrupted ? Gate.INTERRUPTED : Bulkhead.TIMED_OUT;
                }
            } else {
                places.clock().parkUntil(this, deadline);
            }
        }
        return mine.note();
    }

    /** Queues up; answers {@link Gate#PENDING} and tells {@code turn} later, or {@code why} if that may not be. */
    long awaitLater(@Nullable Object owner, long maxWait, long why, Turn turn) {
        if (maxWait == 0 || !places.reserve()) {
            return why;
        }
        OwnedWaiter mine = new OwnedWaiter(Waiter.staged(turn));
        turn.onCancel(() -> quit(mine));
        join(owner, mine);
        long deadline = places.clock().nanos() + maxWait;
        mine.waiter.timeout(places.alarm().at(deadline, () -> timeOut(mine)));
        return Gate.PENDING;
    }

    /** An owner's own {@code equals} may throw: then nobody waits. */
    private void join(@Nullable Object owner, OwnedWaiter mine) {
        boolean joined = false;
        try {
            Object key = OwnerTable.key(owner);
            int hash = OwnerTable.hash(key);
            while (!joined) {
                PlaceCell cell = table.find(key, hash);
                joined = line.join(cell == null ? enter(key, hash) : cell, mine);
            }
        } finally {
            if (!joined) {
                quit(mine);
            }
        }
    }

    private void timeOut(OwnedWaiter mine) {
        if (quit(mine)) {
            mine.waiter.tell(Bulkhead.TIMED_OUT);
        }
    }

    private boolean quit(OwnedWaiter mine) {
        boolean left = mine.waiter.leave();
        if (left) {
            places.waitsNoLonger();
            line.remove(mine);
        }
        return left;
    }

    /** Gives back the place of a call with that note. */
    void settle(long note) {
        if (!giveBack(cells.get(PlaceCell.numberIn(note)))) {
            throw new AssertionError("a call's place was given back for it");
        }
    }

    private boolean giveBack(PlaceCell cell) {
        if (places.waiting() == 0 || !concerns(cell)) {
            boolean given = cell.give(places);
            if (given && places.waiting() != 0 && concerns(cell)) {
                line.wake(cell);
                places.fill();
            }
            return given;
        }
        boolean given = line.handOver(cell);
        places.fill();
        return given;
    }

    /** Whether somebody waits who could use a place of that owner's. */
    private boolean concerns(PlaceCell cell) {
        return cell.hasWaiters() || line.hasReady() || places.hasOwnerless();
    }

    /** Places of the bulkhead have become free. */
    void wake() {
        line.wake();
    }

    BulkheadFullException refusal(long answer, String method, @Nullable Object owner, long maxWait) {
        return new BulkheadFullException(
                answer, method, places, maxWait, PrintedKey.of(owner), inFlight(owner), perOwner());
    }
}
