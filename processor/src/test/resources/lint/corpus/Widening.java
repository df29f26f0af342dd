package com.acme;

import dev.flyball.annotation.Bulkhead;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

public class Widening<T> {

    @Bulkhead(max = 1, maxWaiting = 2, maxWait = "1s", fallback = "later")
    public CompletionStage<? super T> stage(T[] items) {
        return CompletableFuture.completedFuture(null);
    }

    CompletableFuture<Object> later(T[] items, Exception cause) {
        return CompletableFuture.completedFuture(null);
    }

    @Bulkhead(max = 1, fallback = "any")
    public <N extends Number & Comparable<N>> N least(N one, N two) {
        return one;
    }

    <N extends Number & Comparable<N>> N any(N one, N two, Throwable cause) {
        return two;
    }
}
