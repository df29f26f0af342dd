package dev.flyball.runtime.pressure.resource;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last so many of something. Thread-safe. */
final class Ring<T> {

    private final @Nullable Object[] slots;
    private long added;

    Ring(int room) {
        this.slots = new @Nullable Object[room];
    }

    synchronized void add(T one) {
        slots[(int) (added++ % slots.length)] = one;
    }

    /** Oldest first. */
    synchronized List<T> toList() {
        List<T> all = new ArrayList<>();
        for (long i = Math.max(0, added - slots.length); i < added; i++) {
            @SuppressWarnings("unchecked") // only add puts anything in
            T one = (T) slots[(int) (i % slots.length)];
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }
}
