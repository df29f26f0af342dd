package com.acme;

import dev.flyball.annotation.Bulkhead;
import java.util.List;
import java.util.Map;

public class Raw {

    @SafeVarargs
    public Raw(List<String>... lists) {}

    @Bulkhead(max = 1, fallback = "more")
    @SuppressWarnings("rawtypes")
    public List list(Map<String, Class> from) {
        return List.of();
    }

    @SuppressWarnings("rawtypes")
    List more() {
        return List.of();
    }
}
