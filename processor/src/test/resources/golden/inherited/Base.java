package com.acme;

import dev.flyball.annotation.Bulkhead;

public class Base<T> {

    @Bulkhead(max = 1, fallback = "instead")
    protected T work(T item) {
        return item;
    }

    T instead(T item) {
        return item;
    }

    @Bulkhead(max = 2)
    public void replaced() {}

    @Bulkhead(max = 3)
    @SuppressWarnings("flyball:final-method")
    public final void closed() {}

    public void plain() {}
}
