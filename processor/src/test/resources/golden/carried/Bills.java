package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

public class Bills {

    @Retry
    public CompletionStage<String> bill(String order) throws IOException {
        return CompletableFuture.completedFuture(order);
    }

    @RateLimited(permits = 3, maxWait = "1s")
    public CompletableFuture<? extends Number> total(@Key String customer) {
        return CompletableFuture.completedFuture(1);
    }

    @Retry
    @Bulkhead(max = 2, fallback = "later")
    public <T extends Comparable<T>> CompletableFuture<T> most(T one, T two) {
        return CompletableFuture.completedFuture(one);
    }

    <T extends Comparable<T>> CompletableFuture<T> later(T one, T two, java.util.concurrent.RejectedExecutionException cause) {
        return CompletableFuture.completedFuture(two);
    }
}
