package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

public class Desk {

    @RateLimited(permits = 5, fallback = "queue")
    public String place(String order, int count) throws IOException {
        return order;
    }

    String queue(String order, int count, Throwable cause) {
        return "queued";
    }

    @CircuitBreaker(fallback = "remember")
    public void send(String cause) {}

    void remember(String cause) {}

    @Bulkhead(max = 2, fallback = "guess")
    public long measure(String what) throws IOException {
        return 1;
    }

    long guess(String what, RejectedExecutionException refusal) {
        return 2;
    }

    long guess(IOException failure) throws IOException {
        throw failure;
    }

    @Bulkhead(max = 2, fallback = "empty")
    public String list(int from, int to) {
        return "";
    }

    static String empty(RejectedExecutionException refusal) {
        return "none";
    }

    String empty() {
        return "nothing";
    }
}
