package com.acme;

import dev.flyball.annotation.Bulkhead;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;

@Bulkhead(max = 4)
public class Sorter<K extends Comparable<? super K>, V> {

    public <N extends Sorter<K, V> & Cloneable> Sorter(N other) {}

    public Sorter() {}

    public <T extends Comparable<? super T> & Serializable> List<T> sort(Collection<? extends T> items) {
        return List.of();
    }

    public Map<K, ? super V> group(Map.Entry<K, V>[] entries, V fallback) {
        return Map.of();
    }

    public V first(List<V> ticket) {
        return ticket.get(0);
    }
}
