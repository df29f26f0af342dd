package com.acme;

import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

public class Prices {

    @CircuitBreaker
    public CompletionStage<String> ask(String item) {
        return CompletableFuture.completedFuture(item);
    }

    @RateLimited(permits = 10, fallback = "old")
    public CompletionStage<String> askOrOld(String item) {
        return ask(item);
    }

    CompletableFuture<String> old(String item) {
        return CompletableFuture.completedFuture("");
    }
}
