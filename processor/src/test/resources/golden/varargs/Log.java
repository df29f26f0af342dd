package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import java.util.List;

public class Log {

    public Log(String... names) {}

    @RateLimited(permits = 5, fallback = "drop")
    public void write(@Key String level, Object... parts) {}

    void drop(String level, Object[] parts, Throwable cause) {}

    @Bulkhead(max = 1)
    @SuppressWarnings("unchecked")
    public <T> int merge(List<T>... lists) {
        return lists.length;
    }
}
