package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.RateLimited;

public record Point(int x, int y) implements Place, Comparable<Point> {

    @Override
    @RateLimited(permits = 5, fallback = "unknown")
    public String name(String language) {
        return language;
    }

    @Override
    @Bulkhead(max = 2)
    public int x() {
        return x;
    }

    static String unknown() {
        return "unknown";
    }

    @Override
    public int compareTo(Point other) {
        return 0;
    }
}
