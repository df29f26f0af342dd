package dev.flyball.runtime.concurrency;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cells by owner. A hash table without locks, since looking up runs the owners' own {@code equals}: each bin is a chain
 * of nodes that never change, replaced whole by compare-and-set. Looking up a known owner allocates nothing.
 *
 * <p>A cell that says nothing is worth as much as none. Every insertion inspects some entries of the table, as a clock's
 * hand goes round, and retires such cells whose owner nobody has looked up since the hand came by last: owners who come
 * again and again keep their cells, however short their calls are. While more than {@code roomy} cells are there, that
 * second chance is not given. Whoever finds a retired cell looks again, and the next insertion into its bin leaves it
 * out. {@code size} counts cells not retired: up before one enters, down by whoever retires it.
 */
@SuppressWarnings("ReferenceEquality") // chains are compared by identity: compare-and-set does so too
final class OwnerTable<C extends OwnerCell> {

    private static final int MOST_BINS = 1 << 12;
    private static final int LONGEST_SEARCH = 64;
    private static final int INSPECTED = 4;
    private static final int LONG_CHAIN = 16;
    private static final Object NULL = new Object();

    private record Node<C extends OwnerCell>(
            Object key, int hash, C cell, @Nullable Node<C> next) {}

    private final AtomicReferenceArray<@Nullable Node<C>> bins;
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger hand = new AtomicInteger();
    private final Consumer<C> forgotten;
    private final int roomy;

    /**
     * @param roomy how many owners may be remembered who hold nothing
     * @param forgotten hears of each cell that has been retired
     */
    OwnerTable(int roomy, Consumer<C> forgotten) {
        int wanted = Integer.highestOneBit(Math.max(roomy - 1, 1)) << 1;
        this.bins = new AtomicReferenceArray<>(wanted < 0 ? MOST_BINS : Math.min(wanted, MOST_BINS));
        this.forgotten = forgotten;
        this.roomy = roomy;
    }

    int size() {
        return size.get();
    }

    /** An owner as the table knows him: null is one too. */
    static Object key(@Nullable Object owner) {
        return owner == null ? NULL : owner;
    }

    /** What {@link #key} made of an owner, back again. */
    static @Nullable Object owner(Object key) {
        return key == NULL ? null : key;
    }

    static int hash(Object key) {
        int hash = key.hashCode();
        int spread = (hash ^ (hash >>> 16)) * 0x9E3779B9;
        return spread ^ (spread >>> 16);
    }

    /** The owner's cell, or null. */
    @Nullable
    C find(Object key, int hash) {
        return find(bins.get(bin(hash)), key, hash);
    }

    /** Enters the cell, unless the owner has one: answers the one that is there. Null where there is no room. */
    @Nullable
    C addIfRoom(Object key, int hash, C cell) {
        inspect(hash);
        return reserve() ? enter(key, hash, cell) : null;
    }

    /** As {@link #addIfRoom}, room or not. */
    C add(Object key, int hash, C cell) {
        inspect(hash);
        size.incrementAndGet();
        return enter(key, hash, cell);
    }

    private boolean reserve() {
        while (true) {
            int now = size.get();
            if (now >= roomy) {
                return false;
            }
            if (size.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    private C enter(Object key, int hash, C cell) {
        while (true) {
            Node<C> head = bins.get(bin(hash));
            C known = find(head, key, hash);
            if (known != null) {
                size.decrementAndGet();
                return known;
            }
            if (bins.compareAndSet(bin(hash), head, new Node<>(key, hash, cell, live(head)))) {
                return cell;
            }
        }
    }

    /** Retires the cell if it says nothing. */
    void retire(C cell) {
        if (cell.retire()) {
            size.decrementAndGet();
            forgotten.accept(cell);
        }
    }

    /** Shows every owner's cell, also those that enter meanwhile or not. */
    void forEach(BiConsumer<Object, C> visitor) {
        for (int i = 0; i < bins.length(); i++) {
            for (Node<C> node = bins.get(i); node != null; node = node.next) {
                if (!node.cell.retired()) {
                    visitor.accept(node.key, node.cell);
                }
            }
        }
    }

    private int bin(int hash) {
        return hash & (bins.length() - 1);
    }

    private static <C extends OwnerCell> @Nullable C find(@Nullable Node<C> head, Object key, int hash) {
        for (Node<C> node = head; node != null; node = node.next) {
            if (node.hash == hash && (node.key == key || node.key.equals(key)) && !node.cell.retired()) {
                node.cell.touch();
                return node.cell;
            }
        }
        return null;
    }

    /**
     * Looks at the entries of the next bins, a few where so many are near, and retires those that say nothing; of the bin
     * that the newcomer will stand in too, if that is crowded: owners chosen to collide make nobody's look-up slow.
     */
    private void inspect(int hash) {
        boolean full = size.get() >= roomy;
        int seen = 0;
        int search = Math.min(LONGEST_SEARCH, bins.length());
        for (int i = 0; i < search && seen < INSPECTED; i++) {
            seen += inspect(hand.getAndIncrement() & (bins.length() - 1), full);
        }
        int crowd = 0;
        for (Node<C> node = bins.get(bin(hash)); node != null; node = node.next) {
            crowd++;
        }
        if (crowd > LONG_CHAIN) {
            inspect(bin(hash), true);
        }
    }

    private int inspect(int at, boolean strictly) {
        int seen = 0;
        Node<C> head = bins.get(at);
        for (Node<C> node = head; node != null; node = node.next) {
            seen++;
            if (node.cell.untouched() || strictly) {
                retire(node.cell);
            }
        }
        Node<C> live = live(head);
        if (live != head) {
            bins.compareAndSet(at, head, live);
        }
        return seen;
    }

    /** The chain without retired cells: itself where there are none. */
    private static <C extends OwnerCell> @Nullable Node<C> live(@Nullable Node<C> head) {
        Node<C> node = head;
        while (node != null && !node.cell.retired()) {
            node = node.next;
        }
        if (node == null) {
            return head;
        }
        Node<C> live = null;
        for (node = head; node != null; node = node.next) {
            if (!node.cell.retired()) {
                live = new Node<>(node.key, node.hash, node.cell, live);
            }
        }
        return live;
    }
}
