package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.PrintedKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How much each owner may hold at a time of something that is counted: sessions per user, jobs per tenant, open files per
 * plug-in. Taking and giving back is one atomic step each, so that no owner ever gets more than his limit, however many
 * threads ask at once. Owners do not affect each other. Thread-safe, without locks.
 *
 * <p>An owner is any object with {@code equals} and {@code hashCode} that hold still; null is one too. One without a
 * {@linkplain #limit(Object, int) limit of his own} has the default limit, whether anybody has heard of him or not. A
 * default of 0 refuses all whom nobody has given a limit.
 *
 * <p>An owner who holds nothing and has no limit of his own costs nothing and is forgotten some time later. While as many
 * as {@code maxOwners} hold something or have limits of their own, further owners share one default limit among them, and
 * each still holds no more than his: stricter, never open. {@link #overflows} counts how often that was so.
 *
 * <pre>
 * Quotas sessions = new Quotas("sessions", 3);
 * sessions.limit("ci", 50);
 * try (Permit permit = sessions.acquire(user)) {
 *   if (permit == null) { return tooMany(); }
 *   return serve();
 * }
 * </pre>
 */
public final class Quotas {

    private static final int MAX_OWNERS = 10_000;

    private final String name;
    private final int standard;
    private final OwnerTable<QuotaCell> table;
    private final QuotaCell shared = QuotaCell.empty();
    private final LongAdder overflows = new LongAdder();

    /**
     * Quotas for up to 10 000 owners at a time.
     *
     * @param name for messages
     * @param defaultLimit what an owner without a limit of his own may hold, at least 0
     */
    public Quotas(String name, int defaultLimit) {
        this(name, defaultLimit, MAX_OWNERS);
    }

    /** @param maxOwners owners who may hold something or have limits of their own, at least 1 */
    public Quotas(String name, int defaultLimit, int maxOwners) {
        this.name = name;
        this.standard = atLeast(0, defaultLimit, "defaultLimit");
        this.table = new OwnerTable<>(atLeast(1, maxOwners, "maxOwners"), cell -> {});
    }

    private static int atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException("[quota-range] " + what + " is " + value + "; give at least " + least);
        }
        return value;
    }

    /** The name given at construction. */
    public String name() {
        return name;
    }

    /** What an owner without a limit of his own may hold. */
    public int defaultLimit() {
        return standard;
    }

    /** What that owner may hold. */
    public int limit(@Nullable Object owner) {
        QuotaCell cell = find(owner);
        return cell == null ? standard : cell.limit(standard);
    }

    /**
     * Gives that owner a limit of his own, at least 0. One below what he holds takes nothing away: he gets no more until
     * he has given enough back.
     *
     * @throws IllegalStateException if as many owners as may do have places or limits already
     */
    public void limit(@Nullable Object owner, int limit) {
        atLeast(0, limit, "limit");
        Object key = OwnerTable.key(owner);
        int hash = OwnerTable.hash(key);
        QuotaCell cell;
        do {
            cell = table.find(key, hash);
            if (cell == null) {
                cell = table.addIfRoom(key, hash, QuotaCell.withLimit(limit));
            }
            if (cell == null || cell.charged()) {
                throw new IllegalStateException("[quota-owners] " + name + ": no room for a limit of owner "
                        + PrintedKey.of(owner) + ", as " + table.size()
                        + " owners hold something or have limits; raise maxOwners");
            }
        } while (!cell.changeLimit(limit));
    }

    /** Takes that owner's own limit away: he has the default again. */
    public void resetLimit(@Nullable Object owner) {
        QuotaCell cell = find(owner);
        if (cell != null) {
            cell.changeLimit(null);
        }
    }

    /** Takes one if the owner holds less than he may; {@link #release(Object)} must follow. */
    public boolean tryAcquire(@Nullable Object owner) {
        return tryAcquire(owner, 1);
    }

    /** Takes {@code n}, at least 1, or nothing. */
    public boolean tryAcquire(@Nullable Object owner, int n) {
        return taken(owner, n) != null;
    }

    /** Takes one, to be given back once however often the permit is asked to; null if the owner holds all he may. */
    public @Nullable Permit acquire(@Nullable Object owner) {
        return acquire(owner, 1);
    }

    /** As {@link #acquire(Object)}, for {@code n} at once, which the permit gives back together. */
    public @Nullable Permit acquire(@Nullable Object owner, int n) {
        QuotaCell cell = taken(owner, n);
        return cell == null ? null : new Permit(() -> give(cell, n));
    }

    /**
     * Gives one back.
     *
     * @throws IllegalStateException if the owner holds none
     */
    public void release(@Nullable Object owner) {
        release(owner, 1);
    }

    /** Gives {@code n}, at least 1, back; none if the owner holds less, which is an {@link IllegalStateException}. */
    public void release(@Nullable Object owner, int n) {
        atLeast(1, n, "n");
        QuotaCell cell = find(owner);
        if (cell == null || !give(cell, n)) {
            throw new IllegalStateException(
                    "[quota-release] " + name + ": " + n + " given back for owner " + PrintedKey.of(owner)
                            + ", who holds " + held(owner) + "; release once per acquire, or use Permit");
        }
    }

    /** What that owner holds. */
    public int held(@Nullable Object owner) {
        QuotaCell cell = find(owner);
        return cell == null ? 0 : cell.held();
    }

    /** The owners who hold something now, those with most of it first. */
    public List<Holder> holders() {
        List<Holder> holders = new ArrayList<>();
        table.forEach((owner, cell) -> {
            int held = cell.held();
            if (held > 0) {
                holders.add(new Holder(OwnerTable.owner(owner), held, cell.limit(standard)));
            }
        });
        holders.sort(Comparator.comparingInt(Holder::held).reversed());
        return holders;
    }

    /** How often an owner had to share the default limit with others, as there was no room for him. */
    public long overflows() {
        return overflows.sum();
    }

    private @Nullable QuotaCell find(@Nullable Object owner) {
        Object key = OwnerTable.key(owner);
        return table.find(key, OwnerTable.hash(key));
    }

    private @Nullable QuotaCell taken(@Nullable Object owner, int n) {
        atLeast(1, n, "n");
        Object key = OwnerTable.key(owner);
        int hash = OwnerTable.hash(key);
        while (true) {
            QuotaCell cell = table.find(key, hash);
            if (cell == null) {
                if (n > standard) {
                    return null; // whoever he is: none of his own is known, and he may not hold so much
                }
                cell = table.addIfRoom(key, hash, QuotaCell.empty());
            }
            if (cell == null) {
                return overflow(key, hash, n);
            }
            if (cell.charged()) {
                overflows.increment();
            }
            int answer = cell.take(n, standard);
            if (answer != QuotaCell.GONE) {
                return answer == QuotaCell.TAKEN ? cell : null;
            }
        }
    }

    /** There is no room: the owner gets a cell only for as long as he holds something, and only from the shared limit. */
    private @Nullable QuotaCell overflow(Object key, int hash, int n) {
        overflows.increment();
        while (shared.take(n, standard) == QuotaCell.TAKEN) {
            QuotaCell fresh = QuotaCell.charged(n, shared);
            QuotaCell cell;
            try {
                cell = table.add(key, hash, fresh);
            } catch (Throwable broken) {
                shared.give(n);
                throw broken;
            }
            if (cell == fresh) {
                return cell;
            }
            shared.give(n);
            int answer = cell.take(n, standard);
            if (answer != QuotaCell.GONE) {
                return answer == QuotaCell.TAKEN ? cell : null;
            }
        }
        return null;
    }

    private boolean give(QuotaCell cell, int n) {
        boolean given = cell.give(n);
        if (given && cell.charged()) {
            table.retire(cell);
        }
        return given;
    }
}
