package dev.flyball.runtime.rate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cells by key, at most {@code maxKeys} of them. A hash table without locks, since looking up runs the keys' own {@code
 * equals}: each bin is a chain of nodes that never change, replaced whole by compare-and-set.
 *
 * <p>A cell that is full again is worth as much as none. Every insertion inspects the next two entries of the table, as
 * a clock's hand goes round, and retires such cells; whoever finds a retired one looks again, and the next insertion into
 * its bin leaves it out. {@code size} counts cells not retired: up before one enters, down by whoever retires it.
 *
 * <p>A bin with many live nodes takes no more, so that keys chosen to collide make nobody's look-up slow.
 */
@SuppressWarnings("ReferenceEquality") // chains are compared by identity: compare-and-set does so too
final class KeyTable {

    private static final int MOST_BINS = 1 << 16;
    private static final int LONGEST_SEARCH = 64;
    private static final Object NULL = new Object();

    private record Node(
            Object key, int hash, Cell cell, @Nullable Node next) {}

    private final AtomicReferenceArray<@Nullable Node> bins;
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger hand = new AtomicInteger();
    private final LongFunction<Cell> newCell;
    private final Consumer<Cell> entered;
    private final int maxKeys;
    private final int longestChain;

    /**
     * @param newCell makes a full cell at a reading of the clock
     * @param entered hears of each cell that {@link #forEach} shows from now on
     */
    KeyTable(int maxKeys, LongFunction<Cell> newCell, Consumer<Cell> entered) {
        int wanted = Integer.highestOneBit(Math.max(maxKeys - 1, 1)) << 1;
        int count = Math.min(wanted < 0 ? MOST_BINS : wanted, MOST_BINS);
        this.bins = new AtomicReferenceArray<>(count);
        this.newCell = newCell;
        this.entered = entered;
        this.maxKeys = maxKeys;
        this.longestChain = 32 + 4 * (maxKeys / count);
    }

    int size() {
        return size.get();
    }

    /** The key's cell, made at the reading {@code nanos} if there is none; null where the table has no room. */
    @Nullable
    Cell get(@Nullable Object keyOrNull, long nanos) {
        Object key = keyOrNull == null ? NULL : keyOrNull;
        int hash = spread(key.hashCode());
        Cell known = find(bins.get(bin(hash)), key, hash);
        return known != null ? known : add(key, hash, nanos);
    }

    /** Shows every cell, also those that enter meanwhile or not. */
    void forEach(Consumer<Cell> visitor) {
        for (int i = 0; i < bins.length(); i++) {
            for (Node node = bins.get(i); node != null; node = node.next) {
                visitor.accept(node.cell);
            }
        }
    }

    /** Takes over every cell of another table that is in use, as {@code successor} makes it; more than maxKeys, if need be. */
    void inherit(KeyTable other, UnaryOperator<Cell> successor) {
        for (int i = 0; i < other.bins.length(); i++) {
            for (Node node = other.bins.get(i); node != null; node = node.next) {
                if (!node.cell.retired()) {
                    int bin = bin(node.hash);
                    bins.set(bin, new Node(node.key, node.hash, successor.apply(node.cell), bins.get(bin)));
                    size.incrementAndGet();
                }
            }
        }
    }

    private static int spread(int hash) {
        return (hash ^ (hash >>> 16)) * 0x9E3779B9;
    }

    private int bin(int hash) {
        return (hash ^ (hash >>> 16)) & (bins.length() - 1);
    }

    private static @Nullable Cell find(@Nullable Node head, Object key, int hash) {
        for (Node node = head; node != null; node = node.next) {
            if (node.hash == hash && (node.key == key || node.key.equals(key)) && !node.cell.retired()) {
                return node.cell;
            }
        }
        return null;
    }

    private @Nullable Cell add(Object key, int hash, long nanos) {
        inspectTwo(nanos);
        Cell cell = null;
        while (true) {
            Node head = bins.get(bin(hash));
            Cell known = find(head, key, hash);
            if (known != null) {
                return known;
            }
            Node others = live(head);
            if (length(others) >= longestChain || !reserve()) {
                return null;
            }
            cell = cell == null ? newCell.apply(nanos) : cell;
            if (bins.compareAndSet(bin(hash), head, new Node(key, hash, cell, others))) {
                entered.accept(cell);
                return cell;
            }
            size.decrementAndGet();
        }
    }

    private boolean reserve() {
        while (true) {
            int now = size.get();
            if (now >= maxKeys) {
                return false;
            }
            if (size.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    /** Looks at the entries of the next bins, at least two where so many are near, and retires those that are full. */
    private void inspectTwo(long nanos) {
        int seen = 0;
        for (int i = 0; i < LONGEST_SEARCH && seen < 2; i++) {
            int at = hand.getAndIncrement() & (bins.length() - 1);
            Node head = bins.get(at);
            for (Node node = head; node != null; node = node.next) {
                seen++;
                if (node.cell.retireIfFull(nanos)) {
                    size.decrementAndGet();
                }
            }
            Node live = live(head);
            if (live != head) {
                bins.compareAndSet(at, head, live);
            }
        }
    }

    /** The chain without retired cells: itself where there are none. */
    private static @Nullable Node live(@Nullable Node head) {
        if (head == null) {
            return null;
        }
        Node rest = live(head.next);
        if (head.cell.retired()) {
            return rest;
        }
        return rest == head.next ? head : new Node(head.key, head.hash, head.cell, rest);
    }

    private static int length(@Nullable Node head) {
        int length = 0;
        for (Node node = head; node != null; node = node.next) {
            length++;
        }
        return length;
    }
}
