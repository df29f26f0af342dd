package dev.flyball.runtime.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Callers that wait for a place of a bulkhead and of their owner's share. Whoever has waited longest goes first, passing
 * over those whose owner has as many places as he may: they keep nobody else waiting.
 *
 * <p>Each owner's callers stand in his own cell's line. {@code ready} has the owners who wait for a place of the bulkhead
 * alone, by the arrival of their first caller; an owner with waiters who is not in it has all the places he may have.
 *
 * <p>Everything here is written under {@code lock}, which calls take only when somebody waits whom they concern: a caller
 * that must wait, and a releaser whose own owner has waiters or who finds {@code readyOwners} above zero. A busy owner's
 * line costs other owners nothing. No user code runs under it.
 *
 * <p>Nobody waits beside a place that he could have. A caller <em>joins</em> (his cell's word counts him), is made
 * ready (volatile {@code readyOwners}), and only then tries; a releaser gives back and only then looks at the two. While
 * somebody is ready a releaser keeps the bulkhead's place in hand for him and does not count it free, so that newcomers
 * find none to take.
 */
final class OwnerLine {

    private final Bulkhead places;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<PlaceCell> ready = new PriorityQueue<>();
    private long arrivals;
    private volatile int readyOwners;
    private volatile int limit;

    OwnerLine(Bulkhead places, int limit) {
        this.places = places;
        this.limit = limit;
    }

    /** Places that an owner may have. */
    int limit() {
        return limit;
    }

    /** Whether a place of the bulkhead is all that somebody waits for. */
    boolean hasReady() {
        return readyOwners > 0;
    }

    /** Changes the share of every owner; {@link #wake(List)} must follow. */
    void limit(int newLimit) {
        limit = newLimit;
    }

    /** These owners may have more than before. */
    void wake(List<PlaceCell> cells) {
        inLock(() -> {
            cells.forEach(this::makeReady);
            return drain(false);
        });
    }

    /** Queues a caller up, who may be granted a place at once; false if the table has given the cell up. */
    boolean join(PlaceCell cell, OwnedWaiter waiter) {
        List<OwnedWaiter> granted;
        lock.lock();
        try {
            if (!cell.enqueue(waiter)) {
                return false;
            }
            waiter.cell = cell;
            waiter.arrival = arrivals++;
            if (!waiter.waiter.waits()) {
                cell.remove(waiter);
                return true;
            }
            makeReady(cell);
            granted = drain(false);
        } finally {
            lock.unlock();
        }
        granted.forEach(OwnedWaiter::go);
        return true;
    }

    /** Takes a caller who has left out of the line. */
    void remove(OwnedWaiter waiter) {
        lock.lock();
        try {
            PlaceCell cell = waiter.cell;
            if (cell != null) {
                boolean wasReady = cell.ready;
                unready(cell);
                cell.remove(waiter);
                if (wasReady) {
                    makeReady(cell);
                }
                readyOwners = ready.size();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives an owner's place back and, if anybody may have it, on to him; false if the owner has none. */
    boolean handOver(PlaceCell cell) {
        boolean[] given = new boolean[1];
        inLock(() -> {
            given[0] = cell.giveIntoHand();
            if (!given[0]) {
                return List.of();
            }
            makeReady(cell);
            boolean inHand = places.inFlight() <= places.max();
            if (!inHand) {
                places.leave();
            }
            return drain(inHand);
        });
        return given[0];
    }

    /** A place of that owner's and of the bulkhead has become free. */
    void wake(PlaceCell cell) {
        inLock(() -> {
            makeReady(cell);
            return drain(false);
        });
    }

    /** Places of the bulkhead have become free. */
    void wake() {
        if (hasReady()) {
            inLock(() -> drain(false));
        }
    }

    private interface Step {
        /** Answers those who are to go. */
        List<OwnedWaiter> run();
    }

    private void inLock(Step step) {
        List<OwnedWaiter> granted;
        lock.lock();
        try {
            granted = step.run();
        } finally {
            lock.unlock();
        }
        granted.forEach(OwnedWaiter::go);
    }

    private void makeReady(PlaceCell cell) {
        if (!cell.ready && cell.hasWaiters()) {
            cell.ready = true;
            ready.add(cell);
            readyOwners = ready.size();
        }
    }

    private void unready(PlaceCell cell) {
        if (cell.ready) {
            cell.ready = false;
            ready.remove(cell);
        }
    }

    /** Grants places to the ready, the one in hand first; gives that one back if nobody can have it. */
    private List<OwnedWaiter> drain(boolean inHand) {
        List<OwnedWaiter> granted = new ArrayList<>();
        boolean hand = inHand;
        PlaceCell cell;
        while ((cell = ready.peek()) != null) {
            long answer = hand ? fromHand(cell) : cell.takeTurn(places, limit);
            if (answer == Bulkhead.FULL) {
                break;
            }
            unready(cell);
            if (answer == PlaceCell.OWNER_FULL) {
                continue;
            }
            OwnedWaiter next = cell.grantFirst();
            if (next == null) {
                cell.giveIntoHand();
                hand = true;
                continue;
            }
            hand = false;
            places.waitsNoLonger();
            granted.add(next);
            makeReady(cell);
        }
        readyOwners = ready.size();
        if (hand) {
            places.leave();
        }
        return granted;
    }

    private long fromHand(PlaceCell cell) {
        return cell.takeFromHand(limit) ? 0 : PlaceCell.OWNER_FULL;
    }
}
