package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;

/** Every return type, and methods that nothing governs. */
public class Shop {

    private final String town;

    public Shop(String town) {
        this.town = town;
    }

    protected Shop() {
        this("Delft");
    }

    @RateLimited(permits = 50)
    public String place(String order) {
        return town + order;
    }

    @Bulkhead(max = 3)
    @CircuitBreaker
    public void pack(String order, String ticket) {}

    @Bulkhead(max = 3, name = "stock")
    protected int count(String result) {
        return 0;
    }

    @Bulkhead(max = 3, name = "stock")
    boolean inStock(char failure) {
        return true;
    }

    @Bulkhead(max = 1)
    char initial() {
        return 'x';
    }

    public String town() {
        return town;
    }
}
