package com.acme;

import dev.flyball.annotation.RateLimited;

/** An interface whose methods govern the bodies that implement them. */
public interface OrderApi {

    @RateLimited(permits = 3, per = "1h", name = "orders")
    String place(String order);

    @RateLimited(permits = 3, per = "1h")
    default String cancel(String order) {
        return "cancelled " + order;
    }
}
