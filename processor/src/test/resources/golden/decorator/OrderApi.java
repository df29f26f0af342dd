package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.RateLimited;
import java.io.IOException;
import java.util.List;

public interface OrderApi<T extends Comparable<T>> extends Auditing<List<T>>, AutoCloseable {

    @RateLimited(permits = 5, fallback = "park")
    T place(T order, String delegate) throws IOException;

    default T park(T order, String delegate) {
        return order;
    }

    @Bulkhead(max = 2)
    default int count() {
        return 0;
    }

    void ship(T order);

    @Override
    String audit(List<T> what);

    @Override
    boolean equals(Object other);

    @Override
    void close();

    static void helper() {}
}
